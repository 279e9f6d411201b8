import Datasets
import Experiments
import Records
import Testing

@Suite("What theory says of a configuration on its data")
struct RunTheoryTests {
  private func forecast(
    dataset: String = "digits", _ change: (inout TrainingPlan) -> Void
  ) throws -> Forecast {
    var configuration = TrainingPlan()
    change(&configuration)
    let data = try PreparedData(
      DatasetName(parsing: dataset).load(seed: 1), for: configuration)
    return try RunTheory.forecast(configuration, on: data)
  }

  @Test("the published values of tanh come out of a configuration, too")
  func tanh() throws {
    let forecast = try forecast {
      $0.activation = "tanh"
      $0.initializer = "fan-in:1.3"
      $0.biasStd = 0.05.squareRoot()
    }
    #expect(abs((try #require(forecast.qStar)) - 0.31532) < 1e-4)
    #expect(abs((try #require(forecast.chi)) - 0.88016) < 1e-4)
    #expect(abs((try #require(forecast.criticalGain)) - 1.7610) < 1e-4)
    #expect(forecast.layers.count == 10 && forecast.limits.isEmpty)
  }

  @Test("where the theory does not apply, it says why")
  func limits() throws {
    #expect(try forecast { $0.width = 16 }.limits.first?.contains("fewer than 32") == true)
    #expect(try forecast { $0.batchSize = 2 }.limits.first?.contains("2 examples") == true)
    let normalized = try forecast(dataset: "spirals") { $0.norm = "batch" }
    #expect(normalized.limits.first?.contains("2 effective dimensions") == true)
    #expect(
      try forecast(dataset: "moons") { $0.batchSize = 8 }.limits.first?.contains("2 features")
        == true)
    let zeros = try forecast { $0.initializer = "zeros" }
    #expect(zeros.layers.isEmpty)
    let constant = try forecast { $0.initializer = "constant:0.1" }
    #expect(constant.layers.isEmpty && constant.limits == ["the first weights are all alike"])
    let huge = try forecast { $0.initializer = "fan-in:1e300" }
    #expect(huge.layers.isEmpty && huge.limits == ["no number holds its signals"])
    let small = try forecast {
      $0.initializer = "fan-in:0.0001"
      $0.depth = 30
    }
    #expect(small.limits.first?.contains("too small") == true)
  }

  @Test("a batch in which few examples decide is none that the theory speaks of")
  func unlikeExamples() throws {
    // y = sin: Var y² / E[y²]² is near ½.
    let few = try forecast(dataset: "sine") {
      $0.loss = "mse"
      $0.batchSize = 4
    }
    #expect(few.limits.contains { $0.contains("targets") && $0.contains("batch of 4") })
    #expect(try forecast(dataset: "sine") { $0.loss = "mse" }.limits.isEmpty)
    #expect(try forecast { $0.batchSize = 4 }.limits.isEmpty)
    var configuration = TrainingPlan()
    configuration.standardize = false
    // One example of 50 is a thousand times as large as the others.
    let features = (0..<50).flatMap { row in [1.0, -1].map { $0 * (row == 7 ? 1000 : 1) } }
    let dataset = try Dataset(
      name: "unlike", features: features, labels: (0..<50).map { $0 % 2 },
      classNames: ["a", "b"], featureNames: ["x", "y"])
    configuration.batchSize = 16
    configuration.validationFraction = 0
    let sampled = try RunTheory.forecast(
      configuration, on: PreparedData(dataset, for: configuration))
    #expect(sampled.limits.contains { $0.contains("inputs are of so different sizes") })
    configuration.batchSize = 0
    let all = try RunTheory.forecast(configuration, on: PreparedData(dataset, for: configuration))
    #expect(all.limits.isEmpty)
  }

  @Test("a branch scale of 1/√L keeps δ at any depth; a fixed one does not")
  func residual() throws {
    let scaled = try forecast { $0.residual = true }
    #expect(scaled.trainableDepth == nil && scaled.qStar == nil)
    let fixed = try forecast {
      $0.residual = true
      $0.residualScale = 1
    }
    #expect(try #require(fixed.trainableDepth) < 40)
  }

  @Test(
    "a record has the prediction, and what is measured is inside",
    arguments: ["tanh", "relu", "gelu"], [false, true])
  func recorded(_ activation: String, _ residual: Bool) throws {
    var configuration = TrainingPlan()
    configuration.activation = PerLayer(activation)
    configuration.initializer = "he-normal"
    configuration.residual = residual
    configuration.steps = 1
    let data = try PreparedData(Digits.load(), for: configuration)
    let record = try Experiment(name: "one", configuration: configuration, data: data).run()
    let prediction = try #require(record.prediction)
    #expect(prediction.applies)
    for layer in 2...10 {
      let band = prediction.layers[layer - 1]
      #expect(
        band.deltaRMS.contains(record.history[0, place: layer - 1].deltaRMS), "layer \(layer)")
      #expect(band.activationRMS.contains(record.history[0, place: layer - 1].activationRMS))
    }
  }

  @Test("values to predict: δ at the output follows from theirs and the network's variance")
  func regression() throws {
    var configuration = TrainingPlan()
    configuration.steps = 1
    configuration.loss = TrainingPlan.automatic
    let data = try PreparedData(
      DatasetName(parsing: "sine").load(seed: 1), for: configuration)
    let record = try Experiment(name: "one", configuration: configuration, data: data).run()
    let band = try #require(record.prediction?.layers[9].deltaRMS)
    #expect(band.contains(record.history[0, place: 9].deltaRMS))
  }
}
