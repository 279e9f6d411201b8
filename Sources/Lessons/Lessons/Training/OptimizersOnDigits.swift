import Datasets
import Experiments
import Reports

/// Five ways of training the same small network on the digits, each looking at as many examples.
enum OptimizersOnDigits {
  /// How often each example is looked at.
  static let epochs = 2

  /// The runs, in the order of the ways down the valley.
  ///
  /// - Throws: as `TrainedRuns.train`.
  static func train(momentum: Double, seed: UInt64, stop: StopSignal) async throws -> [JudgedRun] {
    var base = TrainingPlan()
    (base.depth, base.width, base.seed, base.recordingTier) = (1, 32, seed, .scalars)
    let data = try PreparedData(Digits.load(), for: base)
    let count = data.training.exampleCount
    let ways = [
      ("batch", "sgd", count), ("mini-batch", "sgd", 32), ("stochastic", "sgd", 1),
      ("momentum", "momentum", 32), ("adam", "adam", 32),
    ]
    return try await TrainedRuns.train(
      ways.map { name, optimizer, batchSize in
        var plan = base
        plan.optimizer = optimizer
        plan.learningRate = TrainingPlan.defaultLearningRate(of: optimizer)
        plan.momentum = optimizer == "momentum" ? momentum : nil
        plan.batchSize = batchSize
        plan.steps = epochs * (count / batchSize)
        return PlannedRun(name: name, plan: plan)
      }, on: data, explaining: true, stop: stop)
  }

  static func plan(_ run: JudgedRun) -> TrainingPlan {
    TrainingPlan(of: run.record) ?? TrainingPlan()
  }

  /// Examples that were looked at.
  static func looks(_ run: JudgedRun) -> Int { plan(run).steps * plan(run).batchSize }

  static func table(_ runs: [JudgedRun]) -> PlainTable {
    PlainTable(
      columns: [
        .init("way"), .init("examples a step"), .init("rate"), .init("steps"), .init("loss"),
        .init("accuracy"),
      ],
      rows: runs.map { run in
        let plan = plan(run)
        return [
          .init(run.name), .init("\(plan.batchSize)"), .init("\(Shown.exact(plan.learningRate))"),
          .init("\(plan.steps)"),
          .init("\(Shown.short(run.record.evaluation.finalLoss))"),
          .init("\(Shown.share(run.accuracy))"),
        ]
      })
  }
}
