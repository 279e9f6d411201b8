import Diagnosis
import Foundation
import Records

/// Trains a lineup: every run from the same seed, on the same batches in the same order.
public struct Comparison: Sendable {
  /// The runs, in the order they are shown.
  public let study: Study

  /// Prepares these runs, each on the data that `data` gives for its index and plan.
  ///
  /// - Throws: `ConfigurationError` where memory or the batch size do not fit; what `data` throws.
  public init(
    _ entries: [Lineup.Entry], cores: Int = ProcessInfo.processInfo.activeProcessorCount,
    data: (_ index: Int, _ plan: TrainingPlan) throws -> PreparedData
  ) throws {
    study = Study(
      try entries.enumerated().map { index, entry in
        try Experiment(
          name: entry.name, configuration: entry.configuration,
          data: try data(index, entry.configuration), concurrentRuns: min(cores, entries.count))
      }, rest: .looks)
  }

  /// Prepares the runs of a lineup on one data set.
  ///
  /// - Throws: `ConfigurationError` where memory or the batch size do not fit.
  public init(
    _ lineup: Lineup, data: PreparedData,
    cores: Int = ProcessInfo.processInfo.activeProcessorCount
  ) throws {
    try self.init(lineup.entries, cores: cores) { _, _ in data }
  }

  /// Trains all of them; they come back in their order.
  ///
  /// A run that has not begun when `stop` is raised still takes its look at step 0, so that every
  /// run of the lineup has a profile.
  public func run(
    stop: StopSignal = StopSignal(),
    onEvent: @escaping @Sendable (Study.Event) -> Void = { _ in }
  ) async -> [JudgedRecord] {
    await study.run(stop: stop, onEvent: onEvent).compactMap { $0 }
  }
}
