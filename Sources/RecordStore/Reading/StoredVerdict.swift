/// The judgement of a run, as it is stored beside it.
public struct StoredVerdict: Sendable, Equatable {
  /// Its word, such as `healthy` or `vanishing-gradient`.
  public var verdict: String
  /// What it rests on, the gravest first.
  public var findings: [StoredFinding]

  /// A judgement of these findings.
  public init(verdict: String, findings: [StoredFinding] = []) {
    self.verdict = verdict
    self.findings = findings
  }
}
