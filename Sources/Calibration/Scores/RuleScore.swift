import Diagnosis

/// How well a rule did over all runs.
struct RuleScore: Sendable {
  /// Such as `GS101`.
  let code: String
  let name: String
  /// A finding of any severity against whether it was there.
  var presence = Tally()
  /// An error against whether one was due; nil for rules that never call it one.
  var error: Tally?
  /// The same as `presence`, by what the labels come from.
  var sources: [Label.Source: Tally] = [:]
  /// Runs without a label, by why.
  var reasons: [Label.Reason: Int] = [:]
  /// The first runs of each kind in which rule and label differ.
  var disagreements: [Disagreement] = []

  /// Whether any run has a word on it, be it that nobody can tell.
  var isLabelled: Bool {
    presence.positives + presence.negatives + presence.unknown + presence.notApplicable > 0
  }

  /// A run in which rule and label differ.
  struct Disagreement: Sendable {
    /// Such as "error though none was due".
    let kind: Kind
    let trial: Trial
    let outcome: Outcome
    let source: Label.Source?

    enum Kind: String, Sendable, CaseIterable {
      case foundTooMuch = "found, not there"
      case missed = "there, not found"
      case errorTooMuch = "error, none due"
      case errorMissed = "error due, none"
    }
  }

  /// Scores every rule, in the order of their codes.
  static func all(_ results: [TrialResult]) -> [RuleScore] {
    RuleCatalog.all.map(\.description).sorted { $0.code < $1.code }.map { rule in
      var score = RuleScore(code: rule.code, name: rule.name)
      for result in results { score.add(result) }
      return score
    }
  }

  private mutating func add(_ result: TrialResult) {
    guard let label = result.labels[code] else { return }
    let severity = result.found[code]
    let errorLabel = label.error
    if errorLabel != nil, error == nil { error = Tally() }
    guard !result.notApplicable.contains(code) else {
      presence.notApplicable += 1
      error?.notApplicable += 1
      return
    }
    presence.add(found: severity != nil, label: label.presence)
    switch label.presence {
    case .yes(let source), .no(let source):
      sources[source, default: Tally()].add(found: severity != nil, label: label.presence)
    case .unknown(let reason): reasons[reason, default: 0] += 1
    }
    note(found: severity != nil, label.presence, .foundTooMuch, .missed, result)
    guard let errorLabel else { return }
    error?.add(found: severity == .error, label: errorLabel)
    note(found: severity == .error, errorLabel, .errorTooMuch, .errorMissed, result)
  }

  private mutating func note(
    found: Bool, _ label: Label, _ tooMuch: Disagreement.Kind, _ missed: Disagreement.Kind,
    _ result: TrialResult
  ) {
    guard label.isKnown, found != label.isYes else { return }
    let source: Label.Source? =
      switch label {
      case .yes(let source), .no(let source): source
      case .unknown: nil
      }
    disagreements.append(
      Disagreement(
        kind: found ? tooMuch : missed, trial: result.trial, outcome: result.outcome,
        source: source))
  }
}
