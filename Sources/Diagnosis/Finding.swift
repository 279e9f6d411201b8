/// What a rule found in a record: where, when, with which numbers, and what to do.
public struct Finding: Codable, Sendable, Equatable {
  /// The code, such as `GS101`; never used again for something else.
  public var code: String
  /// The name of the rule, such as `vanishing-gradient`.
  public var rule: String
  /// How grave it is in this run.
  public var severity: Severity
  /// The first and the last layer concerned, from 1; empty where it concerns the whole run.
  public var layers: [Int]
  /// The first and the last step at which it was seen.
  public var steps: [Int]
  /// The measured numbers.
  public var evidence: [String: Double]
  /// The numbers they were compared with.
  public var threshold: [String: Double]
  /// One or two sentences, with the run's numbers.
  public var message: String
  /// What to change.
  public var remedy: String
  /// The cause in three or four words, for a table or a picture; nil where none was singled out.
  public var cause: String?
  /// The code of the finding of the same run that explains this one; nil where none does.
  public var causedBy: String?

  /// A finding of a rule.
  public init(
    of rule: RuleDescription, severity: Severity, layers: ClosedRange<Int>? = nil,
    steps: ClosedRange<Int>? = nil, evidence: [String: Double], threshold: [String: Double],
    message: String, remedy: String? = nil, cause: String? = nil
  ) {
    code = rule.code
    self.rule = rule.name
    self.severity = severity
    self.layers = layers.map { [$0.lowerBound, $0.upperBound] } ?? []
    self.steps = steps.map { [$0.lowerBound, $0.upperBound] } ?? []
    self.evidence = evidence
    self.threshold = threshold
    self.message = message
    self.remedy = remedy ?? rule.remedy
    self.cause = cause
  }
}
