import Records

/// A record with what follows from it: judged once, and then handed on.
public struct JudgedRecord: Sendable {
  /// What was recorded.
  public let record: RunRecord
  /// What the record says of the signal and of learning.
  public let evidence: RunEvidence
  /// What is wrong with it.
  public let judgement: Judgement

  /// Judges a record.
  public init(_ record: RunRecord, thresholds: Thresholds = .standard) {
    self.record = record
    evidence = RunEvidence(record, thresholds: thresholds)
    judgement = Judgement(evidence, thresholds: thresholds)
  }
}
