import Diagnosis
import Records

/// A change and the runs that were made with it, one a seed.
public struct PrescriptionTrial: Sendable {
  /// The change.
  public let change: Change
  /// What was recorded, in the order of the seeds; fewer where somebody stopped.
  public internal(set) var runs: [JudgedRecord] = [] {
    didSet { wellCount = runs.count(where: RecoveryCriterion.isWell) }
  }
  /// With a seed that the change was not chosen on; nil where it was not tried.
  public internal(set) var confirmation: JudgedRecord? {
    didSet { isConfirmed = confirmation.map(RecoveryCriterion.isWell) }
  }
  /// How many seeds it has to serve.
  public let seeds: Int

  init(_ change: Change, seeds: Int) {
    self.change = change
    self.seeds = seeds
  }

  /// How many of the runs are well.
  public private(set) var wellCount = 0

  /// Whether every seed was tried and is well.
  public var isHealed: Bool { runs.count == seeds && wellCount == seeds }

  /// Whether the seed that it was not chosen on is well too; nil where it was not tried.
  public private(set) var isConfirmed: Bool?

  /// Whether it healed, and did with the seed that it was not chosen on too where that was tried.
  var lasts: Bool { isHealed && isConfirmed != false }

  /// The largest loss of a run as a share of that of guessing.
  var lossLeft: Double { runs.map(\.lossLeft).max() ?? .infinity }
}
