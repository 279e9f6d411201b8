import Records

/// Labels of what the rules should say about the table and the answers: GS406, GS501, GS502, GS503 to
/// GS507. The table was drawn here, and so it is known what is in it.
struct OutsideDataLabels {
  let labels: OutsideLabels
  private var trial: OutsideTrial { labels.trial }
  private var table: OutsideTable { labels.table }

  var all: [String: RuleLabel] {
    [
      "GS406": RuleLabel(presence: majorityOnly), "GS501": unscaled, "GS502": mismatch,
      "GS503": RuleLabel(presence: .known(table.hasConstantColumn, .plan)), "GS504": outlier,
      "GS505": RuleLabel(presence: imbalanced),
      "GS506": RuleLabel(presence: .known(trial.fault == .answerColumn, .fault)),
      "GS507": RuleLabel(presence: .known(table.isAmbiguous && !trial.isTold, .plan)),
    ]
  }

  private var majorityOnly: Label {
    guard !table.classCounts.isEmpty else { return .no(.plan) }
    // Every network names the most frequent class first.
    guard let answers = labels.answers, labels.updates >= 100 else { return .unknown(.other) }
    return answers.isMajorityOnly
  }

  /// A class with less than a fifth of its fair share; a factor of 1.5 around that is nobody's.
  private var imbalanced: Label {
    let counts = table.classCounts
    guard let rarest = counts.min() else { return .no(.plan) }
    let share = Double(rarest) / Double(table.rows)
    return .below(0.2 / Double(counts.count), share, margin: 1.5, .plan)
  }

  /// Squared error on classes, which is not among what is drawn.
  private var mismatch: RuleLabel {
    RuleLabel(
      presence: .known(trial.plan.loss == "mse" && !trial.form.isOfValues, .plan))
  }

  private var unscaled: RuleLabel {
    guard !trial.plan.standardize else {
      return RuleLabel(presence: .no(.plan), error: .no(.plan))
    }
    var presence = Label.any([
      .above(10, table.largestSize, .plan), .below(1e-2, table.featureRMS, .plan),
    ])
    if presence.isNo, table.spreadOfDeviations > 500 { presence = .unknown(.border) }
    // The same on scaled columns says whether it did harm.
    return RuleLabel(
      presence: presence,
      error: .all([presence, labels.standing.came ? .no(.peer) : labels.bit]))
  }

  /// Of few rows none can lie as far out as this rule asks: √(n − 1) deviations.
  private var outlier: RuleLabel {
    guard case .outlier = trial.fault else {
      return RuleLabel(presence: .no(.plan), error: .no(.plan))
    }
    let presence: Label = table.rows >= 140 ? .yes(.fault) : .unknown(.border)
    // One of the rows held out spoils their mean loss, and nothing else.
    let harm: Label = labels.trainingProgress > 0.5 ? .unknown(.border) : labels.bit
    return RuleLabel(presence: presence, error: .all([presence, harm]))
  }
}
