import Diagnosis
import TrainingRecords

/// Two changes together, for a network that no single one heals: more than one thing is wrong with it.
///
/// As a person would go on: the change that left the least wrong is kept, and what its own runs still
/// show says what else to change.
enum ChangePairs {
  /// So many of the single changes are gone on from.
  private static let kept = 2

  /// What to try together, from the smallest, each once; `trials` are the single changes.
  static func changes(of sick: RunConfiguration, after trials: [PrescriptionTrial]) -> [Change] {
    var pairs: [Change] = []
    for first in nearest(trials) {
      let symptoms = Symptoms(first.records)
      for second in ChangeCatalog.changes(of: first.change.configuration, symptoms)
      where !second.reasons.isEmpty && !first.change.kinds.contains(second.kind) {
        guard
          !(trials.map(\.change) + pairs).contains(where: {
            $0.configuration == second.configuration
          }),
          let pair = Change(
            first.change.kinds + second.kinds, from: sick, to: second.configuration,
            reasons: first.change.reasons
              + second.reasons.filter { !first.change.reasons.contains($0) })
        else { continue }
        pairs.append(pair)
      }
    }
    return pairs.sorted { $0.isSmaller(than: $1) }
  }

  /// The changes that left the least wrong, of different kinds: fewest codes of errors, then most seeds
  /// that are well, then the furthest from guessing.
  private static func nearest(_ trials: [PrescriptionTrial]) -> [PrescriptionTrial] {
    let ranked = trials.filter { $0.change.kind != .depth }.map { ($0, Rank($0)) }
      .sorted { $0.1 < $1.1 }.map(\.0)
    var found: [PrescriptionTrial] = []
    for trial in ranked where !found.contains(where: { $0.change.kind == trial.change.kind }) {
      found.append(trial)
    }
    return Array(found.prefix(kept))
  }

  private struct Rank: Comparable {
    let errors: Int
    let unwell: Int
    let missing: Double

    init(_ trial: PrescriptionTrial) {
      let findings = trial.records.flatMap { Judgement($0).findings }
      errors = Set(findings.filter { $0.severity == .error }.map(\.code)).count
      unwell = trial.records.count - trial.wellCount
      let progress = trial.records.map { RunEvidence($0).learning.progress }.min() ?? 0
      // In tenths: of two that are about as far the smaller change goes first.
      missing = progress.isNaN ? .infinity : (10 * (1 - max(progress, 0))).rounded()
    }

    static func < (a: Rank, b: Rank) -> Bool {
      (a.errors, a.unwell, a.missing) < (b.errors, b.unwell, b.missing)
    }
  }
}
