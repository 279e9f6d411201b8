import Experiments
import Networks
import Reports

/// A run with the weights it began and ended with.
struct TrainedNetwork: Sendable {
  /// What was recorded, judged as the commands judge it.
  let run: JudgedRun
  /// Before the first update.
  let first: [NamedTensor]
  /// After the last one.
  let last: [NamedTensor]

  /// W of the first layer before training, a list of a unit's weights for each unit.
  var firstWeights: [[Double]] {
    guard let tensor = first.first(where: { $0.name == "layers.0.weight" }),
      tensor.shape.count == 2,
      tensor.shape[1] > 0
    else { return [] }
    let width = tensor.shape[1]
    return stride(from: 0, to: tensor.values.count, by: width).map {
      Array(tensor.values[$0..<$0 + width])
    }
  }
}

extension TrainedNetwork {
  /// Trains networks, each on data of its own, as many at a time as there are cores; in their order.
  ///
  /// - Throws: `ConfigurationError` for a plan that cannot be trained; `LessonError` where somebody stopped.
  static func train(
    _ planned: [(run: PlannedRun, data: PreparedData)], stop: StopSignal
  ) async throws -> [TrainedNetwork] {
    let cells = try planned.map { try $0.run.experiment(on: $0.data, among: planned.count) }
    let networks = try await WorkerPool.map(cells) { cell -> TrainedNetwork? in
      if stop.isRaised { return nil }
      var last: [NamedTensor] = []
      let judged = cell.judged(stop: stop, onEnd: { last = $0 })
      return TrainedNetwork(run: JudgedRun(judged), first: cell.initialParameters, last: last)
    }
    return try TrainedRuns.all(networks, stop)
  }
}
