import Records
import Texts

/// GS404: the network answers what it was trained on far better than what it has not seen.
public struct Overfitting: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS404", name: "overfitting",
      detects:
        "Accuracy or loss on the validation set is far worse than on the training set; where no "
        + "evaluation tells, the loss held out rises while that of training falls.",
      why: """
        The network has learned its examples by heart, not what they have in common: the training loss \
        says nothing of how it will do. It is no fault of the gradients.
        """,
      requires: "a validation set, the evaluation at the end or 3 looks on the way",
      thresholds: [.overfitGap, .overfitLoss, .heldOutRise],
      // A single value far from all others, held out, makes the loss there whatever it is.
      causes: [Cause("GS504", isCure: true)],
      remedies: [
        Remedy(.examples), Remedy(.units(times: 0.5)), Remedy(.weightDecay(times: 10)),
        Remedy(.steps(times: 0.5)),
      ],
      references: ["I. Goodfellow et al., Deep Learning, section 5.2"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    let evaluation = run.record.evaluation
    guard let held = evaluation.validationLoss, held.isFinite, evaluation.finalLoss.isFinite else {
      if let outcome = byLooks(run, thresholds) { return outcome }
      let missing = [
        evaluation.finalLoss.isFinite ? nil : "a finite loss of the whole training set at the end",
        evaluation.validationLoss?.isFinite == true ? nil : "a finite loss held out",
      ].compactMap { $0 }
      return .notApplicable(.needs(missing.joined(separator: ", and "), .losses))
    }
    guard run.learning.learned else { return .findings([]) }
    let accuracy = evaluation.validationAccuracy ?? .nan
    let gap = evaluation.trainingAccuracy - accuracy
    // √(p (1 − p) / n) is what a share of n examples is uncertain by; two of them are no chance.
    let spread =
      (accuracy * (1 - accuracy) / Double(max(evaluation.validationExamples, 1))).squareRoot()
    let guess = run.guessingLoss
    let excess = (held - evaluation.finalLoss) / guess
    let byAccuracy = gap > max(thresholds[.overfitGap], 2 * spread)
    let byLoss = excess > thresholds[.overfitLoss]
    guard evaluation.validationExamples > 0 || byLoss || !(gap > thresholds[.overfitGap]) else {
      return .notApplicable(
        .needs(
          "the number of validation examples", .losses,
          note: ", to tell whether accuracies that differ by \(NumberText.share(gap)) differ by "
            + "chance"))
    }
    guard byAccuracy || byLoss, guess > 0 else { return .findings([]) }
    var evidence = [
      "trainingLoss": evaluation.finalLoss, "validationLoss": held, "lossExcess": excess,
    ]
    if gap.isFinite {
      evidence["trainingAccuracy"] = evaluation.trainingAccuracy
      evidence["validationAccuracy"] = accuracy
    }
    return .findings([
      Finding(
        of: description, severity: .warning, steps: 0...run.lastStep, evidence: evidence,
        threshold: [
          "accuracyGap": thresholds[.overfitGap], "lossExcess": thresholds[.overfitLoss],
        ],
        message: (gap.isFinite
          ? "Accuracy is \(NumberText.share(evaluation.trainingAccuracy)) on the training set and "
            + "\(NumberText.share(accuracy)) on the validation set; the loss is "
            + "\(NumberText.short(evaluation.finalLoss)) against \(NumberText.short(held))"
          : "The loss is \(NumberText.short(evaluation.finalLoss)) on the training set and "
            + "\(NumberText.short(held)) on the validation set")
          + ", where guessing has \(NumberText.short(guess)).",
        remedies: remedies(run))
    ])
  }

  /// Where there is nothing to learn but by heart, no smaller network does better.
  private func remedies(_ run: RunEvidence) -> [Remedy] {
    if run.learning.reference?.learnedNothing == true { return [LearnedTooLittle.lookAtTheData] }
    let decay = run.facts.weightDecay ?? 0
    return [
      Remedy(.examples), Remedy(.units(times: 0.5)), Remedy(.steps(times: 0.5)),
      Remedy(
        .weightDecay(times: 10),
        decay > 0 ? " (it is \(NumberText.short(decay)))" : " (it is 0)"),
    ]
  }

  public var examples: [RuleExample] {
    func record(accuracy: Double, loss: Double) -> RunRecord {
      var record = ExampleRecord.make()
      record.evaluation.validationAccuracy = accuracy
      record.evaluation.validationLoss = loss
      record.evaluation.validationExamples = 200
      return record
    }
    return [
      RuleExample(
        title: "0.97 trained, 0.6 held out", record: record(accuracy: 0.6, loss: 1),
        triggers: true),
      RuleExample(
        title: "a loss of 2 on what was held out", record: record(accuracy: 0.9, loss: 2),
        triggers: true),
      RuleExample(
        title: "0.97 trained, 0.94 held out", record: record(accuracy: 0.94, loss: 0.2),
        triggers: false),
    ]
  }
}

extension Threshold {
  /// Training accuracy above validation accuracy by this much.
  static let overfitGap = Threshold(
    "overfitGap", 0.15, .share, "training accuracy above validation accuracy by this",
    because: "on the digits networks that generalize differ by 2 to 7 %")

  /// Validation loss above training loss by this share of the loss of guessing.
  static let overfitLoss = Threshold(
    "overfitLoss", 0.5,
    "validation loss above training loss by this share of the loss of guessing",
    because: "half of what can be learned was learned by heart")
}
