import Diagnosis
import Records
import Texts

/// The words for numbers are those of the findings.
typealias Words = NumberText

/// A record with its judgement: what every report is made from.
public struct JudgedRun: Sendable {
  /// What was recorded.
  public let record: RunRecord
  /// What is wrong with it.
  public let judgement: Judgement
  /// What the record says of the signal and of learning.
  public let evidence: RunEvidence

  /// Whether its process is still training it: what was recorded is not yet all.
  public let isRunning: Bool

  /// Judges a record; `isRunning` says that it is still being written.
  public init(
    _ record: RunRecord, thresholds: Thresholds = .standard, isRunning: Bool = false
  ) {
    self.record = record
    self.isRunning = isRunning
    judgement = Judgement(record, thresholds: thresholds)
    evidence = RunEvidence(record, thresholds: thresholds)
  }

  /// The time points; none where the record's do not fit its layers.
  var history: RunHistory { evidence.record.history }

  /// The name of the run.
  public var name: String { record.name }

  /// Training loss at the end; of a run whose process was killed, the median of its last batches.
  var finalLoss: Double {
    record.wasCutShort ? evidence.learning.finalLoss : record.evaluation.finalLoss
  }

  /// Training loss at the beginning; where it was not evaluated, that of the first batch.
  var initialLoss: Double {
    let loss = record.evaluation.initialLoss
    return loss.isNaN ? record.curves.loss.first ?? loss : loss
  }

  /// Validation accuracy, or training accuracy where nothing was held out. NaN where values are
  /// predicted, and where the network answers with NaN, which is no answer.
  public var accuracy: Double {
    score.loss.isNaN ? .nan : score.accuracy
  }

  /// Loss and accuracy on the examples held out, or on those trained on where none were.
  private var score: (loss: Double, accuracy: Double) {
    let evaluation = record.evaluation
    guard let loss = evaluation.validationLoss, let accuracy = evaluation.validationAccuracy
    else { return (evaluation.finalLoss, evaluation.trainingAccuracy) }
    return (loss, accuracy)
  }

  /// Whether values are predicted, which have no accuracy.
  public var isRegression: Bool { record.configuration.task == "regression" }

  /// How good it is in the end, for a column: accuracy, or loss where values are predicted.
  var scoreCell: String {
    if record.wasCutShort { return "–" }
    return isRegression ? Words.short(score.loss) : Words.share(accuracy)
  }

  /// The same within a sentence: `0.97`, `loss 0.021`.
  var scoreText: String {
    if record.wasCutShort { return "loss \(Words.short(finalLoss)) in its last batches" }
    return isRegression ? "loss \(scoreCell)" : scoreCell
  }

  /// What `scoreCell` is.
  var scoreHeading: String { isRegression ? "final loss" : "accuracy" }

  /// Whether the loss has come at least half of the way from guessing to 0.
  var hasLearned: Bool {
    evidence.learning.progress >= Thresholds.standard.heldBackProgress
  }

  /// Such as `vanishing gradient: weights too small`, `healthy, 1 warning`.
  var verdictText: String {
    let words = isTrained || !judgement.isHealthy ? verdictWords : "not trained"
    return isRunning
      ? "\(words) (running)" : isInterrupted ? "\(words) (interrupted)" : words
  }

  /// Whether any update was made: without, being healthy means nothing.
  public var isTrained: Bool { evidence.learning.updates > 0 }

  private var verdictWords: String {
    let gravest = judgement.gravestError
    let name = judgement.verdict.replacing("-", with: " ")
    if let cause = gravest?.cause { return "\(name): \(cause)" }
    if let onset = gravest?.steps.first, onset > 0 { return "\(name) from step \(onset) on" }
    return Judgement.words(verdict: name, warnings: judgement.warnings)
  }

  /// Whether the run was ended by somebody before its last step.
  public var isInterrupted: Bool { record.status == .interrupted && !isRunning }
}
