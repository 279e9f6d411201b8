import Diagnosis
import Experiments
import Foundation
import Records

/// How long it takes to judge a stored run, by all rules.
struct JudgingSpeed {
  /// Updates and layers of the run.
  static let steps = 1000
  static let depth = 50
  /// How often it is judged.
  static let rounds = 50

  /// The median in milliseconds.
  let median: Double
  /// The slowest of them.
  let slowest: Double

  /// Trains a run of 50 layers on the digits, and judges it.
  init() throws {
    var c = TrainingPlan()
    (c.depth, c.width, c.batchSize, c.steps) = (Self.depth, 16, 16, Self.steps)
    c.loss = "auto"
    // Every step a time point: more than the default keeps.
    c.recordEvery = 1
    let trial = Trial(index: 0, configuration: c, dataset: "digits", fault: nil)
    let record = try Experiment(name: "speed", configuration: c, data: trial.data()).run()
    let clock = ContinuousClock()
    let times = (0..<Self.rounds).map { _ in
      let time = clock.measure { _ = Judgement(record) }
      return Double(time.components.attoseconds) * 1e-15 + Double(time.components.seconds) * 1e3
    }.sorted()
    median = times[times.count / 2]
    slowest = times[times.count - 1]
  }

  /// One line.
  var words: String {
    String(
      format: "judging a run of %d steps and %d layers, every step a time point: %.2f ms "
        + "(median of %d, slowest %.2f ms)",
      Self.steps, Self.depth, median, Self.rounds, slowest)
  }
}
