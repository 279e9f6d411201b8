import Records

/// Whether a run learned: its final training loss against guessing.
public struct LearningOutcome: Sendable, Equatable {
  /// Loss of a guess that knows the classes' shares, or the mean of the values. A run that starts
  /// below it, from given weights, has learned already. NaN where it is not known.
  public let baseline: Double
  /// Training loss at the end: over the whole training set, or the median of the last tenth of the
  /// batches where the record has no evaluation, or none with a loss.
  public let finalLoss: Double
  /// (baseline − final) / baseline; 0 at chance, 1 at zero loss, NaN where the loss is not finite.
  public let progress: Double
  /// Updates made.
  public let updates: Int
  /// The run is at chance, or its loss is not finite, after enough updates to tell.
  public let learnedNothing: Bool
  /// The training accuracy is far above guessing, though the loss may not be below it: a few answers
  /// that are wrong with certainty cost more than all others gain.
  public let answersBetter: Bool
  /// The loss fell clearly below guessing, or the answers are far better than guesses.
  public let learned: Bool
  /// The yardstick, by the threshold of this judgement; nil where none was trained.
  public let reference: Reference?
  /// The loss on the examples that the reference is of, where it is of some held out; nil where it is not.
  public let heldOutLoss: Double?
  /// The run did not come half of the way to what the reference reached; where there is none, to a loss of 0.
  public let isHeldBack: Bool

  init(_ record: RunRecord, thresholds: Thresholds) {
    let curves = record.curves
    updates = max(curves.lastStep ?? 0, record.history.lastStep ?? 0)
    let evaluation = record.evaluation
    baseline = record.chance?.loss ?? .nan
    if record.status == .diverged {
      finalLoss = curves.loss.last ?? .nan
    } else if record.hasFinalLoss || curves.loss.isEmpty {
      finalLoss = evaluation.finalLoss
    } else {
      finalLoss = curves.medianLoss(of: curves.lastTenth) ?? .nan
    }
    progress = (baseline - finalLoss) / baseline
    let guess = record.chance?.accuracy ?? .nan
    answersBetter =
      record.status != .diverged && finalLoss.isFinite
      && (evaluation.trainingAccuracy - guess) / (1 - guess) >= thresholds[.learnedAccuracy]
    learned = progress > thresholds[.learnedShare] || answersBetter
    let reference = record.facts.reference.map { $0.needing(thresholds) }
    self.reference = reference
    // Too few examples for a yardstick say all the same when nothing holds: far above guessing, by more than
    // twice what a mean over so few is uncertain by.
    let few = 1 + 2 / Double(max(evaluation.validationExamples, 1)).squareRoot()
    let failsFew =
      reference.map { reference in
        !reference.heldOut
          && evaluation.validationLoss.map { !($0 <= few * reference.guessing) } ?? false
      } ?? false
    heldOutLoss =
      reference?.heldOut == true || failsFew ? evaluation.validationLoss : nil
    if failsFew, record.status != .diverged {
      isHeldBack = true
    } else if record.status != .diverged, let reference {
      isHeldBack = !(reference.loss(of: evaluation) <= reference.needed)
    } else {
      isHeldBack = !(progress >= thresholds[.heldBackProgress])
    }
    // Where a guess costs nothing, nothing can be learned; and of labels full of noise there is so little to
    // learn that the loss of all hardly shows it, which the yardstick does.
    learnedNothing =
      !learned && isHeldBack && baseline > 0
      && (record.status == .diverged || Double(updates) >= thresholds[.stepsToJudgeLearning])
  }
}

extension Reference {
  /// A yardstick of these losses: of the way from guessing to what was reached, the share that a run has to
  /// come; where nothing was reached, what is more than a guess.
  public init(
    guessing: Double, reached: Double, heldOut: Bool, thresholds: Thresholds = .standard
  ) {
    let share = (guessing - reached) / guessing
    self.init(
      guessing: guessing, reached: reached,
      needed: share > thresholds[.learnedShare]
        ? guessing - thresholds[.heldBackProgress] * (guessing - reached)
        : guessing * (1 - thresholds[.learnedShare]),
      heldOut: heldOut)
  }

  fileprivate func needing(_ thresholds: Thresholds) -> Reference {
    thresholds == .standard
      ? self
      : Reference(guessing: guessing, reached: reached, heldOut: heldOut, thresholds: thresholds)
  }
}

extension RunRecord {
  /// Whether the process ended before the network was evaluated: the final loss is then unknown, and
  /// the NaN that every evaluation begins with. Another program may have evaluated accuracies alone.
  public var wasCutShort: Bool {
    status == .interrupted && evaluation.finalLoss.isNaN
      && (facts.origin.isOwn || evaluation.trainingAccuracy.isNaN)
  }

  /// Whether the training loss at the end was evaluated, be it with NaN as the answer. Of a NaN, which is
  /// also what an evaluation without a loss has, other things must tell: this program evaluates the loss
  /// wherever it counts the examples; a log that says NaN has an event of it.
  public var hasFinalLoss: Bool {
    guard evaluation.finalLoss.isNaN else { return true }
    return facts.origin.isOwn && evaluation.trainingExamples > 0 && !wasCutShort
      || events.contains {
        $0.kind == .nonFinite && $0.tensor == .loss && $0.step >= curves.lastStep ?? 0
      }
  }
}
