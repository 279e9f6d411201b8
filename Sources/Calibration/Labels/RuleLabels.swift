import Records

/// The labels of every rule, by code.
enum RuleLabels {
  /// All of them for a trial.
  static func all(_ facts: TrialFacts) -> [String: RuleLabel] {
    var labels = FlowLabels(facts).all
    labels.merge(UnitLabels(facts).all) { first, _ in first }
    labels.merge(UpdateLabels(facts).all) { first, _ in first }
    labels.merge(LossLabels(facts).all) { first, _ in first }
    return labels.mapValues { $0.asCause(in: facts.outcome) }
  }
}

extension RuleLabel {
  /// Of a run that learned nothing, or little, what explains that is an error, and what only stands beside it is
  /// not: of what is there, no measure from outside says which.
  fileprivate func asCause(in outcome: Outcome) -> RuleLabel {
    let isFar = outcome.peerShare.map { $0 >= 0.9 } ?? (outcome.progress > 0.5)
    let cameFar = outcome.learning == .learned && isFar
    guard let error, error.isNo, !presence.isNo, !cameFar else { return self }
    return RuleLabel(presence: presence, error: .unknown(.other))
  }
}

extension TrialFacts {
  /// A finding that is an error where the run learned nothing, or diverged.
  func error(_ presence: Label) -> RuleLabel {
    RuleLabel(presence: presence, error: .all([presence, outcome.failed]))
  }

  /// A finding that is never an error.
  func noError(_ presence: Label) -> RuleLabel { RuleLabel(presence: presence) }
}
