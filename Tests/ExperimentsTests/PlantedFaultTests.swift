import Datasets
import Diagnosis
import Experiments
import Records
import Testing

/// Faults planted in real runs, and what is said of them.
@Suite struct PlantedFaultTests {
  private func finding(_ code: String, in record: RunRecord) throws -> Finding {
    try #require(Judgement(record).findings.first { $0.code == code })
  }

  /// Prices in hundreds of thousands: y = 3,000 area + 500 year.
  private func prices(standardize: Bool) throws -> RunRecord {
    let areas: [Double] = (0..<120).map { 30 + Double($0 * 37 % 170) }
    let years: [Double] = (0..<120).map { 1950 + Double($0 % 70) }
    var configuration = TrainingPlan()
    configuration.depth = 3
    configuration.width = 32
    configuration.batchSize = 32
    configuration.steps = 50
    configuration.loss = "mse"
    configuration.task = "regression"
    configuration.activation = "tanh"
    configuration.initializer = "xavier-normal"
    configuration.standardize = standardize
    let prices: [Double] = zip(areas, years).map { 3000 * $0 + 500 * ($1 - 1950) }
    let dataset = try Dataset(
      name: "prices.csv", features: zip(areas, years).flatMap { [$0, $1] }, targets: prices,
      featureNames: ["area", "year"], targetName: "price")
    let data = try PreparedData(dataset, for: configuration)
    return try Experiment(name: "prices", configuration: configuration, data: data).run()
  }

  /// A known complaint: a regression diverges at once, and nobody says that its targets are not scaled.
  @Test func unscaledTargetsAreNamed() throws {
    let record = try prices(standardize: false)
    #expect(record.status == .diverged)
    #expect(Judgement(record).verdict == "unscaled-inputs")
    let finding = try finding("GS501", in: record)
    #expect(finding.message.contains("The targets are not scaled"))
    #expect(finding.message.contains("\"price\"") && finding.message.contains("\"year\""))
    #expect(finding.remedies.map(\.action) == [.standardize])
    #expect(try self.finding("GS401", in: record).causedBy == "GS501")
  }

  @Test func standardizedTargetsAreNot() throws {
    let record = try prices(standardize: true)
    #expect(Judgement(record).isHealthy)
    let scale = try #require(record.dataScale?.targets)
    // 96 training examples, brought to mean 0 and deviation 1 up to rounding.
    #expect(scale.largestMean < 1e-12 && abs(scale.largestDeviation - 1) < 1e-12)
  }

  @Test(arguments: ["zeros", "constant:0.1"])
  func equalWeightsAreNamed(_ initializer: String) throws {
    let record = try TestData.run("tanh-\(initializer)", depth: 3, steps: 120)
    #expect(Judgement(record).verdict == "symmetric-units")
    #expect(try finding("GS402", in: record).causedBy == "GS304")
    #expect(record.probes.allSatisfy { $0.distinctUnits == [1, 1, 1] })
  }

  @Test func aLearningRateAHundredTimesTooLargeIsNamed() throws {
    let record = try TestData.run("relu-he", depth: 4, steps: 120) { $0.learningRate = 5 }
    #expect(!Judgement(record).isHealthy)
    #expect(try finding("GS303", in: record).remedy.contains("Lower the learning rate"))
  }

  @Test func aLearningRateAMillionTimesTooSmallIsNamed() throws {
    let record = try TestData.run("relu-he", depth: 4, steps: 120) { $0.learningRate = 5e-8 }
    #expect(Judgement(record).verdict == "updates-too-small")
    #expect(try finding("GS402", in: record).causedBy == "GS302")
  }

  /// A loss that rose with its weights is not told to raise the learning rate.
  @Test func theRemedyOfALossThatRoseIsASmallerStep() throws {
    let record = try TestData.run("identity-xavier", depth: 3, steps: 120) {
      $0.learningRate = 1000
      $0.optimizer = "adam"
    }
    #expect(record.evaluation.finalLoss > record.evaluation.initialLoss)
    let remedies = try finding("GS402", in: record).remedies
    // As large as the size of the updates asks for, not a tenth of a senseless one.
    let measured = try #require(try finding("GS303", in: record).remedies.first).action
    #expect(measured != .lowerRate() && remedies.contains { $0.action == measured })
    #expect(!remedies.contains { $0.action == .higherRate() })
    #expect(Remedy.sentence(remedies).contains("the loss rose"))
  }

  @Test func anUnscaledResidualNetworkExplodesForwardToo() throws {
    let record = try TestData.run("residual-he", steps: 1) { $0.residualScale = 1 }
    let growth = try finding("GS106", in: record).evidence["growthPerLayer"]
    // √2 a block for wide nets; one draw at width 32.
    #expect(abs((growth ?? .nan) - 1.41) < 0.2)
  }

  @Test func healthyNetworksHaveNoNewErrors() throws {
    for name in ["tanh-xavier", "relu-he", "residual-he"] {
      let judgement = Judgement(try TestData.run(name, depth: 5, steps: 150))
      #expect(judgement.isHealthy, "\(name): \(judgement.verdict)")
    }
  }
}
