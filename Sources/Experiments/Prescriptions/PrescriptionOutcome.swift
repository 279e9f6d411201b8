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

  /// The change that ends with far less loss than the recommended one: half of what that leaves, or less, with
  /// the seed that does worst; nil where none does.
  public var best: PrescriptionTrial? {
    guard let recommended, let least = furthest(of: recommended.change) else { return nil }
    return least.isConfirmed == true ? least : nil
  }

  /// The same, whether or not it was tried with the unseen seed.
  func furthest(of recommended: Change) -> PrescriptionTrial? {
    guard let left = trials.first(where: { $0.change == recommended })?.lossLeft else { return nil }
    let healed = trials.filter(\.lasts)
    guard let least = healed.min(by: { $0.lossLeft < $1.lossLeft }),
      least.change != recommended, least.lossLeft <= left / 2
    else { return nil }
    return least
  }
}
