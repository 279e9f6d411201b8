/// The judgement of a run, as it is stored beside it.
public struct StoredVerdict: Sendable, Equatable {
  /// Its word, such as `healthy` or `vanishing-gradient`.
  public var verdict: String
  /// What it rests on, the gravest first.
  public var findings: [StoredFinding]
  /// How many rules could not be judged; nil where nobody counted them.
  public var unjudged: Int?

  /// A judgement of these findings.
  public init(verdict: String, findings: [StoredFinding] = [], unjudged: Int? = nil) {
    self.verdict = verdict
    self.findings = findings
    self.unjudged = unjudged
  }
}
