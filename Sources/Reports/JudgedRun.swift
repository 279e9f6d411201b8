import Diagnosis
import Records
import Texts

/// The words for numbers are those of the findings.
typealias Words = NumberText

/// A record with its judgement: what every report is made from.
public struct JudgedRun: Sendable {
  /// What was recorded.
  public private(set) var record: RunRecord
  /// What is wrong with it.
  public let judgement: Judgement
  /// What the record says of the signal and of learning.
  public let evidence: RunEvidence
  /// Its network, as its main chain shows it.
  public let network: NetworkSummary

  /// Whether its process is still training it: what was recorded is not yet all.
  public let isRunning: Bool

  /// Judges a record; `isRunning` says that it is still being written.
  public init(
    _ record: RunRecord, thresholds: Thresholds = .standard, isRunning: Bool = false
  ) {
    self.record = record
    self.isRunning = isRunning
    let evidence = RunEvidence(record, thresholds: thresholds)
    self.evidence = evidence
    judgement = Judgement(evidence, thresholds: thresholds)
    network = NetworkSummary(evidence.record)
  }

  /// A record that was judged already.
  public init(_ run: JudgedRecord, isRunning: Bool = false) {
    record = run.record
    evidence = run.evidence
    judgement = run.judgement
    network = NetworkSummary(run.evidence.record)
    self.isRunning = isRunning
  }

  /// The name of the run.
  public var name: String { record.name }

  /// The same run under another name.
  func named(_ name: String) -> JudgedRun {
    var run = self
    run.record.name = name
    return run
  }

  /// Whether this program trained it.
  var isOwn: Bool { record.facts.origin.isOwn }

  /// Whether values are predicted, which have no accuracy.
  public var isRegression: Bool { record.facts.isRegression }

  /// Whether loss and accuracy were evaluated over whole sets at the end; a process that was killed did
  /// not, and other programs seldom do.
  var isEvaluated: Bool {
    guard !record.wasCutShort else { return false }
    return isOwn || record.hasFinalLoss
      || record.status == .diverged && record.curves.loss.last?.isFinite != true
  }

  /// Whether any loss was recorded. A NaN that was is one; that of an evaluation says that there was none.
  var hasLoss: Bool { !record.curves.loss.isEmpty || record.evaluation.finalLoss.isFinite }

  /// Whether there is a loss to draw over the steps.
  var hasCurve: Bool { hasLoss && !record.curves.loss.isEmpty }

  /// Training loss at the end; where it was not evaluated, the median of the last batches.
  var finalLoss: Double {
    isEvaluated ? record.evaluation.finalLoss : evidence.learning.finalLoss
  }

  /// Training loss at the beginning; where it was not evaluated, that of the first batch.
  var initialLoss: Double {
    let loss = record.evaluation.initialLoss
    return loss.isNaN ? record.curves.loss.first ?? loss : loss
  }

  /// `initialLoss`, as a document has it; nil where another program did not record it.
  var knownInitialLoss: Double? {
    let loss = record.evaluation.initialLoss
    guard !isOwn, loss.isNaN else { return loss }
    return hasLoss ? record.curves.loss.first : nil
  }

  /// Such as `2.30 → 0.021`; `–` where no loss was recorded.
  var lossCell: String {
    guard hasLoss || isOwn else { return "–" }
    return "\(Words.short(initialLoss, digits: 3)) → \(Words.short(finalLoss, digits: 3))"
  }

  /// Validation accuracy, or training accuracy where nothing was held out. NaN where values are
  /// predicted, and where the network answers with NaN, which is no answer.
  public var accuracy: Double {
    score.loss?.isNaN ?? false ? .nan : score.accuracy
  }

  /// Loss and accuracy on the examples held out, or on those trained on where none were; no loss where
  /// another program gave an accuracy without one.
  var score: (loss: Double?, accuracy: Double) {
    let evaluation = record.evaluation
    if let accuracy = evaluation.validationAccuracy, evaluation.validationLoss != nil || !isOwn {
      return (evaluation.validationLoss, accuracy)
    }
    return (isEvaluated ? evaluation.finalLoss : nil, evaluation.trainingAccuracy)
  }

  /// Whether its score is a loss: it has no accuracy, or nobody measured one.
  var isScoredByLoss: Bool {
    isRegression || !isOwn && accuracy.isNaN
  }

  /// How good it is in the end, for a column: accuracy, or loss where there is none.
  var scoreCell: String {
    if record.wasCutShort { return "–" }
    guard isScoredByLoss else { return Words.share(accuracy) }
    guard isEvaluated else { return hasLoss ? Words.short(finalLoss) : "–" }
    return Words.short(score.loss ?? finalLoss)
  }

  /// The same within a sentence: `0.97`, `loss 0.021`.
  var scoreText: String {
    if !isEvaluated, isScoredByLoss || isOwn || record.wasCutShort {
      return hasLoss ? "loss \(Words.short(finalLoss)) in its last batches" : "loss not recorded"
    }
    return isScoredByLoss ? "loss \(scoreCell)" : scoreCell
  }

  /// What `scoreCell` is.
  var scoreHeading: String { isScoredByLoss ? "final loss" : "accuracy" }

  /// Both, such as `accuracy 0.97`; nil where there is none.
  var scoreWords: String? { scoreCell == "–" ? nil : "\(scoreHeading) \(scoreCell)" }

  /// Whether the loss has come at least half of the way from guessing to what the data give.
  var hasLearned: Bool { !evidence.learning.isHeldBack }

  /// Such as `vanishing gradient: weights too small`, `healthy, 1 warning`.
  public var verdictText: String {
    let words =
      isTrained || !judgement.isHealthy
      ? [verdictWords, laterDeath].compactMap { $0 }.joined(separator: "; ") : "not trained"
    return isRunning
      ? "\(words) (running)" : isInterrupted ? "\(words) (interrupted)" : words
  }

  /// What the verdict means: nil where nothing can be said of the run yet, or only its loss was looked at.
  public var verdictRole: TextRole? {
    judgement.isHealthy ? isTrained && curvesAlone == nil ? .healthy : nil : .error
  }

  /// What was logged of a run of another program that says nothing of its layers; nil for any other.
  var curvesAlone: [String]? {
    guard !isOwn, record.places.isEmpty else { return nil }
    let held = record.heldOut?.looks.contains { !$0.loss.isNaN } == true ? "loss held out" : nil
    let norm = record.curves.gradientNorm.contains { !$0.isNaN } ? "gradient norm" : nil
    return [hasCurve ? "loss" : nil, held, norm].compactMap { $0 }
  }

  /// Whether any update was made: without, being healthy means nothing.
  public var isTrained: Bool { evidence.learning.updates > 0 }

  private var verdictWords: String {
    let gravest = judgement.gravestError
    let name = judgement.verdict.replacing("-", with: " ")
    if let cause = gravest?.cause, !name.hasSuffix(cause) { return "\(name): \(cause)" }
    if let gravest, let onset = gravest.steps.first, onset > 0, Self.isSeenAtLooks(gravest) {
      return "\(name) by step \(onset)"
    }
    if let onset = gravest?.steps.first, let end = gravest?.steps.last, onset > 0 {
      let lasts = end >= evidence.learning.updates
      return "\(name) " + (onset == end && !lasts ? "at step \(onset)" : "from step \(onset)")
        + (lasts ? " on" : onset == end ? "" : " to \(end)")
    }
    return Judgement.words(
      verdict: name, warnings: judgement.warnings,
      unjudged: isOwn ? 0 : judgement.notApplicable.count, curvesAlone: curvesAlone)
  }

  /// Whether its first step is a look at the probe set: what is seen there came between it and the look before.
  private static func isSeenAtLooks(_ finding: Finding) -> Bool {
    finding.code == "GS202" || finding.code == "GS204" && finding.evidence["zeroSince"] == nil
  }

  /// What ended the learning of a run that was sick of something else before, where that does not explain it:
  /// `layer 10 dies at step 73`, or `by step 216` where only looks at the probe set tell.
  private var laterDeath: String? {
    guard let gravest = judgement.gravestError,
      let dead = judgement.findings.first(where: { $0.code == "GS204" && $0.severity == .error }),
      dead != gravest, dead.causedBy != gravest.code, let seen = dead.evidence["firstSeen"],
      seen > 0, let place = placeWords(dead)
    else { return nil }
    let verb = dead.places.count > 1 ? "die" : "dies"
    let step = dead.evidence["zeroSince"].map { "at step \(Int($0))" } ?? "by step \(Int(seen))"
    return "\(place) \(verb) \(step)"
  }

  /// Whether the run was ended by somebody before its last step.
  public var isInterrupted: Bool { record.status == .interrupted && !isRunning }
}
