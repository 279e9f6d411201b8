import Datasets
import Experiments
import Foundation
import Reports

/// Trains what a lesson compares: all on the same data, as many at a time as there are cores.
enum TrainedRuns {
  /// The runs, in their order, judged as the commands judge them.
  ///
  /// - Throws: `ConfigurationError` for a plan that cannot be trained; `LessonError` where somebody stopped
  ///   before all were there.
  static func train(
    _ plans: [(name: String, plan: TrainingPlan)], on data: PreparedData, stop: StopSignal
  ) async throws -> [JudgedRun] {
    let cells = try plans.map { name, plan in
      var plan = plan
      plan.batchSize = min(plan.batchSize, data.training.exampleCount)
      return try Experiment(
        name: name, configuration: plan, data: data,
        concurrentRuns: min(plans.count, ProcessInfo.processInfo.activeProcessorCount))
    }
    let runs = await Study(cells).run(stop: stop).compactMap { $0 }.map { JudgedRun($0) }
    // One that was under way comes back shortened.
    guard runs.count == plans.count, !stop.isRaised else {
      throw LessonError("lesson: interrupted after \(runs.count) of \(plans.count) runs")
    }
    return runs
  }
}
