import Records
import Testing

@testable import Experiments

@Suite struct ConfigurationCheckTests {
  private func message(_ edit: (inout TrainingPlan) -> Void) -> String {
    var configuration = TrainingPlan()
    edit(&configuration)
    do {
      _ = try Experiment(name: "x", configuration: configuration, data: TestData.digits)
      return "no error"
    } catch { return error.description }
  }

  @Test func theDefaultsAreValid() {
    #expect(message { _ in } == "no error")
  }

  @Test func wholeNumbersSayTheirRange() {
    #expect(
      message { $0.depth = -1 } == "`depth`: expected a whole number from 0 to 1000, got -1")
    #expect(
      message { $0.width = -1 } == "`width`: expected a whole number from 1 to 65536, got -1")
    #expect(message { $0.steps = 0 }.hasPrefix("`steps`: expected a whole number from 1"))
    #expect(message { $0.batchSize = -1 }.hasPrefix("`batchSize`: expected"))
  }

  @Test(arguments: [Double.nan, .infinity, 0, -0.1])
  func learningRateIsFiniteAndPositive(_ rate: Double) {
    #expect(
      message { $0.learningRate = rate }
        == "`learningRate`: expected a finite number above 0, got \(rate)")
  }

  @Test func otherNumbers() {
    #expect(message { $0.biasStd = -.infinity }.hasPrefix("`biasStd`: expected"))
    #expect(message { $0.validationFraction = 1 }.hasPrefix("`validationFraction`: expected"))
    #expect(message { $0.validationFraction = .nan }.hasPrefix("`validationFraction`: expected"))
    let scaled = message {
      $0.residual = true
      $0.residualScale = .nan
    }
    #expect(scaled.hasPrefix("`residualScale`: expected"))
  }

  /// A name with a number that it cannot have is answered with the numbers that it can.
  @Test(arguments: [
    (
      "huber:0",
      "expected huber[:DELTA] with a finite number from 1e-06 to 1000000, got \"huber:0\""
    ),
    ("huber:-1", "from 1e-06 to 1000000"), ("huber:nan", "from 1e-06 to 1000000"),
    ("huber:", "from 1e-06 to 1000000"), ("mae:1", "expected mae without a number, got \"mae:1\""),
    ("hubber", "unknown name \"hubber\". Did you mean \"huber\"?"),
  ])
  func aNumberOfALossHasItsRange(_ loss: String, _ expected: String) {
    let text = message { $0.loss = loss }
    #expect(text.hasPrefix("`loss`: ") && text.contains(expected), "\(text)")
  }

  @Test(arguments: [
    ("leaky-relu:-1", "expected leaky-relu[:SLOPE] with a finite number from 1e-06 to 0.999999"),
    ("leaky-relu:", "from 1e-06 to 0.999999, got \"leaky-relu:\""),
    ("relu:1", "expected relu without a number, got \"relu:1\""),
  ])
  func aNumberOfAnActivationHasItsRange(_ name: String, _ expected: String) {
    let text = message { $0.activation = PerLayer(name) }
    #expect(text.hasPrefix("`activation`: ") && text.contains(expected), "\(text)")
  }

  @Test(arguments: [
    ("step:0", "expected step:EVERY[:FACTOR] with EVERY a whole number from 1 and FACTOR above 0"),
    ("warmup:-2", "expected warmup:STEPS with a whole number from 1, got \"warmup:-2\""),
    ("warmup", "expected warmup:STEPS with a whole number from 1"),
    ("cosine:0", "expected cosine[:WARMUP] with a whole number from 1"),
    ("constant:1", "expected constant without a number"), ("stepp:1", "unknown name \"stepp:1\""),
  ])
  func aNumberOfAScheduleHasItsRange(_ schedule: String, _ expected: String) {
    let text = message { $0.schedule = schedule }
    #expect(text.hasPrefix("`schedule`: ") && text.contains(expected), "\(text)")
  }

  @Test func anErrorSaysWhichFieldItMeans() {
    var plan = TrainingPlan()
    plan.learningRate = 0
    let error = #expect(throws: ConfigurationError.self) { try ConfigurationCheck.check(plan) }
    #expect(error?.field == "learningRate")
    #expect(error?.problem == "expected a finite number above 0, got 0.0")
    #expect(ConfigurationError("`x`, `y`: too many").field == nil)
  }

  @Test func unknownNamesAreAnsweredWithTheClosest() {
    #expect(
      message { $0.activation = "rleu" }.hasPrefix(
        "`activation`: unknown name \"rleu\". Did you mean \"relu\"?"))
    #expect(message { $0.initializer = "xavier-norml" }.contains("\"xavier-normal\"?"))
    #expect(message { $0.precision = "float" }.hasPrefix("`precision`: unknown name \"float\"."))
  }

  @Test(arguments: [
    ("normal:x", "normal:STD with a finite number from 0 up"),
    ("constant:x", "constant:C with a finite number"),
    ("constant", "constant:C with a finite number"),
    ("orthogonal:-1", "orthogonal[:GAIN] with a finite number from 0 up"),
    ("he-normal:2", "he-normal without a number"),
  ])
  func aKnownInitializerSaysWhichNumberItTakes(_ typed: String, _ expected: String) {
    #expect(
      message { $0.initializer = PerLayer(typed) }
        == "`initializer`: expected \(expected), got \(typed)")
  }

  @Test func aBatchIsNoLargerThanTheTrainingSet() {
    #expect(message { $0.batchSize = 1437 } == "no error")
    #expect(
      message { $0.batchSize = 1438 }
        == "`batchSize`: expected at most the 1437 training examples of digits, got 1438; "
        + "choose a smaller batch, or 0")
  }

  @Test func theRecordOfTenMillionStepsFitsWhereThatOfTenThousandDoes() throws {
    var configuration = TrainingPlan()
    (configuration.depth, configuration.width) = (100, 8)
    for steps in [10_000, 10_000_000] {
      configuration.steps = steps
      try ConfigurationCheck.checkMemory(
        configuration, trainingExamples: 1_000, concurrentRuns: 2, available: 2e9)
    }
  }

  @Test func memoryIsCheckedBeforeItIsTaken() {
    let message = message {
      $0.depth = 1000
      $0.width = 65_536
    }
    #expect(message.contains("GB of memory"))
    #expect(message.contains("`width`"))
  }
}
