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

  /// The largest loss of a run as a share of that of guessing, held out where there is one: what changes of the
  /// loss or of the scale of the target leave comparable.
  var lossLeft: Double {
    runs.map { run -> Double in
      let learning = run.evidence.learning
      guard let reference = learning.reference else { return 1 - learning.progress }
      return reference.loss(of: run.record.evaluation) / reference.guessing
    }.map { $0.isNaN ? .infinity : $0 }.max() ?? .infinity
  }
}
