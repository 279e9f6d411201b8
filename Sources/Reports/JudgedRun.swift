import Diagnosis
import TrainingRecords

/// The words for numbers are those of the findings.
typealias Words = Diagnosis.NumberText

/// A record with its judgement: what every report is made from.
public struct JudgedRun: Sendable {
  /// What was recorded.
  public let record: RunRecord
  /// What is wrong with it.
  public let judgement: Judgement
  /// What the record says of the signal and of learning.
  public let evidence: RunEvidence

  /// Judges a record.
  public init(_ record: RunRecord, thresholds: Thresholds = .standard) {
    self.record = record
    judgement = Judgement(record, thresholds: thresholds)
    evidence = RunEvidence(record, thresholds: thresholds)
  }

  /// The name of the run.
  public var name: String { record.name }

  /// Validation accuracy, or training accuracy where nothing was held out.
  public var accuracy: Double {
    record.evaluation.validationAccuracy ?? record.evaluation.trainingAccuracy
  }

  /// Whether the loss has come at least half of the way from guessing to 0.
  var hasLearned: Bool {
    evidence.learning.progress >= Thresholds.standard.heldBackProgress
  }

  /// Such as `vanishing gradient: weights too small`, `healthy`.
  var verdictText: String {
    let gravest = judgement.findings.first { $0.severity == .error }
    let name = judgement.verdict.replacing("-", with: " ")
    if let cause = gravest?.cause { return "\(name): \(cause)" }
    if let onset = gravest?.steps.first, onset > 0 { return "\(name) from step \(onset) on" }
    return name
  }

  /// Whether the run was ended by somebody before its last step.
  var isInterrupted: Bool { record.status == .interrupted }
}
