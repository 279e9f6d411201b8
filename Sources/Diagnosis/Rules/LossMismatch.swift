import Records
import Texts

/// GS502: classes are learned by squared error.
public struct LossMismatch: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS502", name: "loss-mismatch",
      detects: "Squared error on the probabilities of classes.",
      why: """
        δ of squared error carries the factor p(1 − p) of the softmax's slope. An example that the \
        network gets wrong with certainty has p near 0 and is hardly corrected; cross-entropy has \
        no such factor and corrects the worst errors most.
        """,
      requires: "the task and the kind of loss",
      thresholds: [.heldBackProgress], remedies: [Remedy(.loss("cross-entropy"))],
      references: [
        "P. Golik et al., \"Cross-entropy vs. squared error training\", Interspeech 2013"
      ])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard let task = run.facts.task, let loss = run.facts.loss?.kind else {
      return .notApplicable("needs the task and the kind of loss, which are not known")
    }
    guard task == .classification else {
      return .notApplicable("values are predicted, for which squared error is right")
    }
    guard loss == .squaredError else { return .findings([]) }
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
        severity: progress >= thresholds[.heldBackProgress] ? .note : .warning,
        steps: 0...run.lastStep, evidence: evidence,
        threshold: ["progress": thresholds[.heldBackProgress]],
        message:
          "\(run.facts.classes.map { "\($0) classes" } ?? "Classes") are learned by squared error, which "
          + "hardly corrects an example that is wrong with certainty.\(outcome)")
    ])
  }

  public var examples: [RuleExample] {
    func record(_ loss: LossFacts, task: RunFacts.Task = .classification) -> RunRecord {
      var record = ExampleRecord.make()
      record.facts.loss = loss
      record.facts.task = task
      return record
    }
    let squared = LossFacts(name: "mse", kind: .squaredError)
    let likelihood = LossFacts(name: "cross-entropy", kind: .logLikelihood, isOverClasses: true)
    return [
      RuleExample(title: "squared error on classes", record: record(squared), triggers: true),
      RuleExample(
        title: "cross-entropy on classes", record: record(likelihood), triggers: false),
      RuleExample(
        title: "squared error on values", record: record(squared, task: .regression),
        triggers: false),
    ]
  }
}
