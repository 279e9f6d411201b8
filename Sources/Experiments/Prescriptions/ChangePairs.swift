import Diagnosis
import Records

/// Two changes together, for a network that no single one heals: more than one thing is wrong with it.
///
/// As a person would go on: the change that left the least wrong is kept, and what its own runs still
/// show says what else to change; where they show nothing, but learned too little, what the network
/// showed as it was.
enum ChangePairs {
  /// So many of the single changes are gone on from.
  private static let kept = 2

  /// What to try together, from the smallest, each once; `trials` are the single changes, in any order,
  /// and `before` the runs without a change.
  static func changes(
    of sick: TrainingPlan, before: [JudgedRecord], after trials: [PrescriptionTrial]
  ) -> [Change] {
    let first = Symptoms(before)
    var known = trials.map(\.change)
    var pairs: [Change] = []
    var kinds: [ChangeKind] = []
    for trial in nearest(trials, before: before) where kinds.count < kept {
      guard !kinds.contains(trial.change.kind) else { continue }
      let found = seconds(of: trial, first).compactMap { second -> Change? in
        guard !known.contains(where: { $0.configuration == second.configuration }) else {
          return nil
        }
        let reasons = trial.change.reasons
        return Change(
          trial.change.kinds + second.kinds, from: sick, to: second.configuration,
          reasons: reasons + second.reasons.filter { !reasons.contains($0) })
      }
      guard !found.isEmpty else { continue }
      kinds.append(trial.change.kind)
      known += found
      pairs += found
    }
    return pairs.sorted { $0.isSmaller(than: $1) }
  }

  /// What is called for on top of a change.
  private static func seconds(of trial: PrescriptionTrial, _ first: Symptoms) -> [Change] {
    for symptoms in [Symptoms(trial.runs), first] {
      let called = ChangeCatalog.changes(of: trial.change.configuration, symptoms)
        .filter { !$0.reasons.isEmpty && $0.kind != trial.change.kind }
      if !called.isEmpty { return called }
    }
    return []
  }

  /// Those that left the least wrong first; fewer layers are no first of two.
  private static func nearest(
    _ trials: [PrescriptionTrial], before: [JudgedRecord]
  ) -> [PrescriptionTrial] {
    let sick = RemainingHarm.gravest(of: before)
    return trials.filter { $0.change.kind != .depth }
      .map { (trial: $0, harm: RemainingHarm($0, sick: sick)) }
      .sorted { a, b in
        a.harm == b.harm ? a.trial.change.isSmaller(than: b.trial.change) : a.harm < b.harm
      }
      .map(\.trial)
  }
}
