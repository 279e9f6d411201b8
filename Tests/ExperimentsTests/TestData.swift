import Datasets
import Diagnosis
import Experiments
import Records

/// The digits, prepared once for all tests.
enum TestData {
  static let digits: PreparedData = {
    do { return try PreparedData(Digits.load(), for: TrainingPlan()) } catch {
      preconditionFailure("the digits of the program do not load: \(error)")
    }
  }()

  /// A short run on the digits.
  static func run(
    _ name: String, depth: Int = 10, steps: Int = 2, stop: StopSignal = StopSignal(),
    edit: (inout TrainingPlan) -> Void = { _ in }
  ) throws -> RunRecord {
    var base = TrainingPlan()
    base.depth = depth
    base.width = 32
    base.batchSize = 32
    base.steps = steps
    edit(&base)
    let entry = try Lineup([name], base: base).entries[0]
    return try Experiment(name: name, configuration: entry.configuration, data: digits)
      .run(stop: stop) { _, _ in }
  }
}
