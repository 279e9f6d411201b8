import Foundation
import Records

/// Trains a lineup: every run from the same seed, on the same batches in the same order, as many at
/// a time as the machine has cores.
public struct Comparison: Sendable {
  /// What happens while the lineup trains.
  public enum Event: Sendable {
    /// A run made a step; called on the thread that trains it.
    case step(run: Int, step: Int, loss: Double)
    /// A run has recorded something new; called on the thread that trains it.
    case recorded(run: Int, record: RunRecord)
    /// A run came to its end.
    case ended(run: Int, record: RunRecord)
  }

  /// The runs, in the order they are shown.
  public let experiments: [Experiment]

  /// Prepares the runs of a lineup on one data set.
  ///
  /// - Throws: `ConfigurationError` where memory or the batch size do not fit.
  public init(
    _ lineup: Lineup, data: PreparedData,
    cores: Int = ProcessInfo.processInfo.activeProcessorCount
  ) throws(ConfigurationError) {
    var experiments: [Experiment] = []
    for entry in lineup.entries {
      experiments.append(
        try Experiment(
          name: entry.name, configuration: entry.configuration, data: data,
          concurrentRuns: min(cores, lineup.entries.count)))
    }
    self.experiments = experiments
  }

  /// Trains all of them; records come back in the order of `experiments`.
  ///
  /// A run that has not begun when `stop` is raised still takes its look at step 0, so that every
  /// run of the lineup has a profile.
  public func run(
    stop: StopSignal = StopSignal(), onEvent: @escaping @Sendable (Event) -> Void = { _ in }
  ) async -> [RunRecord] {
    await ExperimentPool(experiments: experiments).run(stop: stop, onEvent: onEvent)
      .compactMap { $0 }
  }
}
