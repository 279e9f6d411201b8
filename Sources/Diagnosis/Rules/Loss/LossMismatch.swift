import Records
import Texts

/// GS502: classes are learned by squared error, or the loss cannot use what the outputs are made.
public struct LossMismatch: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS502", name: "loss-mismatch",
      detects:
        "Squared error on the probabilities of classes; outputs that are no probabilities under "
        + "a loss that takes their logarithms; probabilities under a loss that makes them of its inputs "
        + "once more; the softmax of a single output.",
      why: """
        δ of squared error carries the factor p(1 − p) of the softmax's slope. An example that the \
        network gets wrong with certainty has p near 0 and is hardly corrected; cross-entropy has \
        no such factor and corrects the worst errors most. Cross-entropy in turn needs \
        probabilities: of \
        a ReLU's outputs, all 0 for an example, it is NaN. A softmax of one output is always 1.
        """,
      requires: "the task and the kind of loss",
      thresholds: [.heldBackProgress], remedies: [Remedy(.loss("cross-entropy"))],
      references: [
        "P. Golik et al., \"Cross-entropy vs. squared error training\", Interspeech 2013"
      ])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    if let misfit = OutputMisfit(run.record) {
      return .findings([finding(misfit, of: run, thresholds)])
    }
    guard let task = run.facts.task, let loss = run.facts.loss?.kind else {
      return .notApplicable(
        .unknown("the task and the kind of loss", .training, isPlural: true))
    }
    guard task == .classification else {
      return .notApplicable(
        .doesNotConcern(
          task == .regression
            ? "values are predicted, for which squared error is right"
            : "the task is not to tell one class of several"))
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
        severity: run.learning.isHeldBack ? .warning : .note,
        steps: 0...run.lastStep, evidence: evidence,
        threshold: ["progress": thresholds[.heldBackProgress]],
        message:
          "\(run.facts.classes.map { "\($0) classes" } ?? "Classes") are learned by squared "
          + "error, which "
          + "hardly corrects an example that is wrong with certainty.\(outcome)")
    ])
  }

  /// What cannot be learned is an error where nothing was; else it costs something.
  private func finding(_ misfit: OutputMisfit, of run: RunEvidence, _ thresholds: Thresholds)
    -> Finding
  {
    let progress = run.learning.progress
    return Finding(
      of: description,
      severity: run.learning.learnedNothing || misfit.isTwice && run.learning.isHeldBack
        ? .error : run.learning.isHeldBack ? .warning : .note,
      steps: 0...run.lastStep,
      evidence: ["finalLoss": run.learning.finalLoss, "progress": progress],
      threshold: ["progress": thresholds[.heldBackProgress]], message: misfit.sentence,
      remedies: misfit.remedies,
      cause: "output and loss do not fit")
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
        title: "cross-entropy of a ReLU's outputs",
        record: record(
          LossFacts(name: "cross-entropy", kind: .logLikelihood, outputActivation: "relu")),
        triggers: true),
      RuleExample(
        title: "cross-entropy of a softmax",
        record: record(
          LossFacts(name: "cross-entropy", kind: .logLikelihood, outputActivation: "softmax")),
        triggers: false),
      RuleExample(
        title: "cross-entropy of raw outputs that are those of a softmax",
        record: record(
          LossFacts(
            name: "cross-entropy", kind: .logLikelihood, isOverClasses: true,
            inputActivation: "softmax")),
        triggers: true),
      RuleExample(
        title: "cross-entropy on classes", record: record(likelihood), triggers: false),
      RuleExample(
        title: "squared error on values", record: record(squared, task: .regression),
        triggers: false),
    ]
  }
}
