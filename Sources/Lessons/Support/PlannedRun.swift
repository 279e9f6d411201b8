import Experiments
import Foundation

/// A network that a lesson trains, by its name in the tables.
struct PlannedRun: Sendable {
  /// What it is called.
  let name: String
  /// How it is trained.
  let plan: TrainingPlan
  /// What every bias of its hidden layers begins with; nil for what the plan draws.
  var hiddenBias: Double?

  /// The experiment, whose batches are no larger than the data.
  ///
  /// - Parameter count: how many are trained with it, as many at a time as there are cores.
  /// - Throws: `ConfigurationError` for a plan that cannot be trained.
  func experiment(on data: PreparedData, among count: Int) throws -> Experiment {
    var plan = plan
    plan.batchSize = min(plan.batchSize, data.training.exampleCount)
    let concurrentRuns = min(count, ProcessInfo.processInfo.activeProcessorCount)
    let experiment = try Experiment(
      name: name, configuration: plan, data: data, concurrentRuns: concurrentRuns)
    guard let hiddenBias else { return experiment }
    let hidden = Set((0..<plan.hiddenWidths.count).map { "layers.\($0).bias" })
    let tensors = experiment.initialParameters.map { tensor in
      var tensor = tensor
      if hidden.contains(tensor.name) {
        tensor.values = Array(repeating: hiddenBias, count: tensor.values.count)
      }
      return tensor
    }
    return try Experiment(
      name: name, configuration: plan, data: data, parameters: tensors,
      concurrentRuns: concurrentRuns)
  }
}
