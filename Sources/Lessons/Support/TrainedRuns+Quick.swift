import Datasets
import Experiments
import Foundation
import Reports

/// A network that a lesson trains, by its name in the tables.
struct PlannedRun: Sendable {
  /// What it is called.
  let name: String
  /// How it is trained.
  let plan: TrainingPlan
  /// What every bias of its hidden layers begins with; nil for what the plan draws.
  var hiddenBias: Double?
}

extension TrainedRuns {
  /// Trains these as `train` does, without the further runs that explain a verdict: a lesson makes the runs
  /// that it compares itself.
  ///
  /// - Throws: As `train`.
  static func quickly(
    _ planned: [PlannedRun], on data: PreparedData, stop: StopSignal
  ) async throws -> [JudgedRun] {
    let cells = try planned.map { run in
      var plan = run.plan
      plan.batchSize = min(plan.batchSize, data.training.exampleCount)
      let experiment = try Experiment(
        name: run.name, configuration: plan, data: data,
        concurrentRuns: min(planned.count, ProcessInfo.processInfo.activeProcessorCount))
      guard let bias = run.hiddenBias else { return experiment }
      let hidden = Set((0..<plan.hiddenWidths.count).map { "layers.\($0).bias" })
      let tensors = experiment.initialParameters.map { tensor in
        var tensor = tensor
        if hidden.contains(tensor.name) {
          tensor.values = Array(repeating: bias, count: tensor.values.count)
        }
        return tensor
      }
      return try Experiment(
        name: run.name, configuration: plan, data: data, parameters: tensors,
        concurrentRuns: min(planned.count, ProcessInfo.processInfo.activeProcessorCount))
    }
    let runs = await Study(cells, explaining: false).run(stop: stop).compactMap { $0 }
    // One that was under way comes back shortened.
    guard runs.count == cells.count, !stop.isRaised else {
      throw LessonError("lesson: interrupted after \(runs.count) of \(cells.count) runs")
    }
    return runs.map { JudgedRun($0) }
  }
}
