import Diagnosis
import Records

/// What came of trying changes.
public struct PrescriptionOutcome: Sendable {
  /// The runs of the configuration as it was given, one a seed.
  public internal(set) var before: [JudgedRecord] = []
  /// The changes that were tried, from the smallest.
  public internal(set) var trials: [PrescriptionTrial] = []
  /// Codes of what was found before.
  public internal(set) var codes: [String] = []
  /// Whether changes were tried that no finding calls for.
  public internal(set) var triedAll = false
  /// Whether two changes were tried together, as no single one healed.
  public internal(set) var triedPairs = false
  /// Whether somebody stopped it.
  public internal(set) var isInterrupted = false
  /// How many seeds were to be tried.
  public let seeds: Int

  init(seeds: Int) { self.seeds = seeds }

  /// Whether there is nothing to heal.
  public var wasWell: Bool { wellBefore == seeds }

  /// How many of the runs before are well.
  public var wellBefore: Int { before.count(where: RecoveryCriterion.isWell) }

  /// The smallest change that heals, and does with a seed it was not chosen on too; where somebody
  /// stopped before that was tried, the smallest that heals.
  public var recommended: PrescriptionTrial? {
    let healed = trials.filter(\.isHealed)
    return healed.first { $0.isConfirmed == true } ?? healed.first { $0.isConfirmed == nil }
  }
}
