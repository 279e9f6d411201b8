import Records

/// All findings on a run, causes before consequences, and the verdict that follows from them.
public struct Judgement: Sendable, Equatable {
  /// Every finding; none hides another, and each names the one that explains it. Errors first, then in
  /// the order of `RuleCatalog`.
  public let findings: [Finding]
  /// Rules that could not be applied: code and reason.
  public let inapplicable: [String: NotApplicable]
  /// The same in words.
  public var notApplicable: [String: String] { inapplicable.mapValues(\.words) }

  /// Judges a record.
  ///
  /// - Parameter rules: By which rules, causes before their consequences.
  public init(
    _ record: RunRecord, thresholds: Thresholds = .standard, rules: [any Rule] = RuleCatalog.all
  ) {
    self.init(RunEvidence(record, thresholds: thresholds), thresholds: thresholds, rules: rules)
  }

  /// Judges a record whose evidence is worked out already.
  public init(
    _ run: RunEvidence, thresholds: Thresholds = .standard, rules: [any Rule] = RuleCatalog.all
  ) {
    var findings: [Finding] = []
    var inapplicable: [String: NotApplicable] = [:]
    for rule in rules {
      switch rule.examine(run, thresholds: thresholds) {
      case .findings(let found): findings += found
      case .notApplicable(let reason): inapplicable[rule.description.code] = reason
      }
    }
    let lastResorts = Set(rules.filter(\.description.isLastResort).map(\.description.code))
    if findings.contains(where: { $0.severity == .error && !lastResorts.contains($0.code) }) {
      findings.removeAll { lastResorts.contains($0.code) }
    }
    let stepsAreTooLarge = findings.contains {
      $0.code == UpdatesTooLarge.code && $0.severity >= .warning
    }
    var cured: Set<Int> = []
    for index in findings.indices {
      let cause = Cause.of(findings[index], among: findings, rules: rules)
      findings[index].causedBy = cause?.finding.code
      if cause?.isCure == true { cured.insert(index) }
      if let cause, cause.isCure {
        findings[index].remedies = Self.remedies(
          findings[index], explainedBy: cause.finding, stepsAreTooLarge: stepsAreTooLarge)
      }
    }
    for index in cured where findings[index].severity == .error {
      Self.nameTheCure(of: index, cured, in: &findings)
    }
    LearnedTooLittle.doubt(&findings)
    for rule in rules.map(\.description) where rule.isSymptom {
      Self.name(theCauseOf: rule, in: &findings)
    }
    findings = RemedyChoice(run.record).choosing(findings)
    let ranks = Dictionary(
      rules.enumerated().map { ($1.description.code, $0) }, uniquingKeysWith: { first, _ in first })
    func rank(_ finding: Finding) -> Int { ranks[finding.code] ?? rules.count }
    self.findings = findings.sorted {
      ($1.severity, rank($0)) < ($0.severity, rank($1))
    }
    self.inapplicable = inapplicable
  }

  /// What has to be healed for an error to go is one too: the first cause back from it.
  private static func nameTheCure(of index: Int, _ cured: Set<Int>, in findings: inout [Finding]) {
    var (last, seen) = (index, Set([index]))
    while cured.contains(last), let cause = findings[last].causedBy,
      let next = findings.firstIndex(where: { $0.code == cause }), seen.insert(next).inserted
    {
      last = next
    }
    if findings[last].severity == .warning { findings[last].severity = .error }
  }

  /// What explains that a run did not come far, back to the first cause, is what kept it from learning: an
  /// error, where none of the causes is one.
  private static func name(theCauseOf rule: RuleDescription, in findings: inout [Finding]) {
    guard
      let index = findings.firstIndex(where: { $0.code == rule.code && $0.severity == .error })
    else { return }
    var seen: Set<String> = [rule.code]
    var last: Int?
    var cause = findings[index].causedBy
    while let next = cause, seen.insert(next).inserted,
      let found = findings.firstIndex(where: { $0.code == next })
    {
      guard findings[found].severity < .error else { return }
      last = found
      cause = findings[found].causedBy
    }
    guard let last else { return }
    findings[last].severity = .error
    // What stands by itself otherwise stands under what is to blame, not under what that did.
    guard rule.isLastResort else { return }
    findings[index].causedBy = findings[last].code
    findings[index].remedies = [healing(findings[last])]
  }

  /// `healthy` when no finding is an error, else the name of the gravest rule: the first error that no
  /// other error explains.
  public var verdict: String { gravestError?.rule ?? "healthy" }

  /// The error that gives the run its verdict; nil where there is none.
  public var gravestError: Finding? {
    let errors = findings.filter { $0.severity == .error }
    return errors.first { error in !errors.contains { $0.code == error.causedBy } }
      ?? errors.first
  }

  /// What another finding explains is healed there; that steps are too large is said all the same where they
  /// were seen to be, unless they only look so beside data that are not scaled.
  private static func remedies(
    _ finding: Finding, explainedBy cause: Finding, stepsAreTooLarge: Bool
  ) -> [Remedy] {
    let own = finding.remedies.filter {
      guard stepsAreTooLarge, cause.code != "GS501" else { return false }
      return if case .learningRate(_, true) = $0.action { true } else { false }
    }
    return [healing(cause)] + own
  }

  private static func healing(_ cause: Finding) -> Remedy {
    .look("heal \(cause.code) \(cause.rule) first")
  }

  /// Whether no finding is an error.
  public var isHealthy: Bool { verdict == "healthy" }

  /// How many findings are warnings.
  public var warnings: Int { findings.count { $0.severity == .warning } }

  /// A verdict in words: `healthy` says how many warnings there are, and of a run of another program how
  /// many rules were not judged, so that it does not promise too much. Of a run of which no layer was
  /// logged it does not say so: what nobody looked at is not known to be well.
  ///
  /// - Parameter curves: Where no layer was logged, what was: the loss, the gradient norm.
  public static func words(
    verdict: String, warnings: Int, unjudged: Int = 0, curvesAlone curves: [String]? = nil
  ) -> String {
    guard verdict == "healthy" else { return verdict }
    let warned = "\(warnings) \(warnings == 1 ? "warning" : "warnings")"
    if let curves {
      let list =
        curves.count > 1
        ? "\(curves.dropLast().joined(separator: ", ")) and \(curves.last ?? "")" : curves.first
      return (warnings == 0 ? "nothing found" : warned) + (list.map { " in \($0)" } ?? "")
        + "; layers were not logged"
    }
    return verdict
      + (warnings == 0 ? "" : ", \(warned)")
      + (unjudged == 0 ? "" : " (\(unjudged) of \(RuleCatalog.all.count) rules not judged)")
  }

  /// The gravest severity found; nil without findings.
  public var gravest: Severity? { findings.map(\.severity).max() }
}
