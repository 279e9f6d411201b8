import Records
import Synchronization

/// The data of configurations, prepared once for each seed and each way to scale.
final class DataCache: Sendable {
  private struct Key: Hashable {
    let seed: UInt64
    let isStandardized: Bool

    init(_ plan: TrainingPlan) { (seed, isStandardized) = (plan.seed, plan.standardize) }
  }

  private let source: Prescription.DataSource
  private let known = Mutex<[Key: PreparedData]>([:])

  init(_ source: @escaping Prescription.DataSource) { self.source = source }

  /// One that has the data of a configuration already, with what a small healthy network makes of them.
  convenience init(
    _ source: @escaping Prescription.DataSource, with data: PreparedData, of plan: TrainingPlan
  ) {
    self.init(source)
    known.withLock { $0[Key(plan)] = data }
  }

  /// The data of a configuration.
  ///
  /// - Throws: What the source throws.
  func prepared(for configuration: TrainingPlan) throws -> PreparedData {
    let key = Key(configuration)
    if let found = known.withLock({ $0[key] }) { return found }
    let made = try source(configuration)
    known.withLock { $0[key] = made }
    return made
  }
}
