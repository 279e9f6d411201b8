import Records
import Texts

/// GS502: classes are learned by squared error.
public struct LossMismatch: Rule {
  /// The rule has no state.
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      code: "GS502", name: "loss-mismatch",
      detects: "Squared error on the probabilities of classes.",
      why: """
        δ of squared error carries the factor p(1 − p) of the softmax's slope. An example that the \
        network gets wrong with certainty has p near 0 and is hardly corrected; cross-entropy has \
        no such factor and corrects the worst errors most.
        """,
      requires: "the task and the loss of the configuration",
      remedy: "--loss cross-entropy.",
      references: [
        "P. Golik et al., \"Cross-entropy vs. squared error training\", Interspeech 2013"
      ])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    let configuration = run.record.configuration
    guard configuration.task == "classification" else {
      return .notApplicable("values are predicted, for which squared error is right")
    }
    guard configuration.loss == "mse" else { return .findings([]) }
    let progress = run.learning.progress
    var evidence = ["finalLoss": run.learning.finalLoss, "baselineLoss": run.learning.baseline]
    if progress.isFinite { evidence["progress"] = progress }
    let outcome =
      run.learning.updates == 0 || !progress.isFinite
      ? ""
      : " It came \(NumberText.percent(max(progress, 0))) of the way from guessing "
        + "(\(NumberText.short(run.learning.baseline))) to 0."
    return .findings([
      Finding(
        of: description,
        severity: progress >= thresholds.heldBackProgress ? .note : .warning,
        steps: 0...run.lastStep, evidence: evidence,
        threshold: ["progress": thresholds.heldBackProgress],
        message: "\(configuration.dataset.classes) classes are learned by squared error, which "
          + "hardly corrects an example that is wrong with certainty.\(outcome)")
    ])
  }

  public var examples: [RuleExample] {
    func record(_ loss: String, task: String = "classification") -> RunRecord {
      var record = ExampleRecord.make()
      record.configuration.loss = loss
      record.configuration.task = task
      return record
    }
    return [
      RuleExample(title: "squared error on classes", record: record("mse"), triggers: true),
      RuleExample(
        title: "cross-entropy on classes", record: record("cross-entropy"), triggers: false),
      RuleExample(
        title: "squared error on values", record: record("mse", task: "regression"),
        triggers: false),
    ]
  }
}
