import Records

/// The labels of every rule, by code.
enum RuleLabels {
  /// All of them for a trial.
  static func all(_ facts: TrialFacts) -> [String: RuleLabel] {
    var labels = FlowLabels(facts).all
    labels.merge(UnitLabels(facts).all) { first, _ in first }
    labels.merge(UpdateLabels(facts).all) { first, _ in first }
    labels.merge(LossLabels(facts).all) { first, _ in first }
    return labels
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
