import TrainingRecords

/// GS402: after enough updates the training loss is still that of a guess.
public struct LossNotDecreasing: Rule {
  /// The rule has no state.
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      code: "GS402", name: "loss-not-decreasing",
      detects: "The training loss is not 5 % below that of guessing after 100 updates or more.",
      why:
        "A network at chance has learned how frequent the classes are, or the mean of the values, and nothing else.",
      requires: "the final training loss, the loss of guessing",
      remedy: "Heal what is reported beside it; where nothing is, look at the size of the updates.",
      references: ["A. Karpathy, \"A recipe for training neural networks\", 2019"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    let learning = run.learning
    guard learning.updates >= thresholds.stepsToJudgeLearning else {
      return .notApplicable(
        "needs \(thresholds.stepsToJudgeLearning) updates, the run made \(learning.updates)")
    }
    let isOverconfident = learning.answersBetter && learning.progress <= thresholds.learnedShare
    guard learning.learnedNothing || isOverconfident, learning.finalLoss.isFinite else {
      return .findings([])
    }
    let accuracy = run.record.evaluation.trainingAccuracy
    let chance = run.record.chance
    var evidence = ["finalLoss": learning.finalLoss, "baselineLoss": learning.baseline]
    if accuracy.isFinite, chance.accuracy.isFinite {
      evidence["trainingAccuracy"] = accuracy
      evidence["chanceAccuracy"] = chance.accuracy
    }
    return .findings([
      Finding(
        of: description, severity: isOverconfident ? .warning : .error, steps: 0...run.lastStep,
        evidence: evidence,
        threshold: ["progress": thresholds.learnedShare],
        message: "After \(learning.updates) updates the "
          + (run.record.wasCutShort ? "loss of the last batches" : "training loss") + " is "
          + "\(NumberText.short(learning.finalLoss, digits: 3))\(fall(run)); guessing has "
          + "\(NumberText.short(chance.loss, digits: 3))."
          + (accuracy.isFinite
            ? " Training accuracy \(NumberText.share(accuracy)), the most frequent class alone "
              + "gives \(NumberText.share(chance.accuracy))." : "")
          + (isOverconfident
            ? " It has learned, but what it gets wrong it gets wrong with certainty." : "")
          + lag(run),
        remedy: isOverconfident
          ? "Train on; smaller first weights or a lower learning rate make wrong answers less certain."
          : remedy(run, thresholds))
    ])
  }

  /// What the numbers say: steps that are too large or too small, or else what is reported beside it.
  private func remedy(_ run: RunEvidence, _ thresholds: Thresholds) -> String {
    let rate = NumberText.short(run.record.configuration.learningRate)
    let ratios = run.history.statistics.map(\.updateRatio).filter(\.isFinite).sorted()
    let typical = ratios.isEmpty ? nil : ratios[ratios.count / 2]
    let rose = run.learning.finalLoss / run.firstLoss > 1 + thresholds.learnedShare
    let growth = weightGrowth(run)
    if rose || growth > thresholds.explodedGrowth || ratios.last ?? 0 > thresholds.largeUpdate {
      var reasons: [String] = []
      if rose {
        reasons.append("the loss rose from \(NumberText.short(run.firstLoss))")
      }
      if growth > thresholds.explodedGrowth {
        reasons.append("the weights grew to \(NumberText.short(growth)) times their first size")
      }
      if reasons.isEmpty {
        reasons.append(
          "an update changed up to \(NumberText.short(ratios.last ?? 0)) of a layer's weights")
      }
      return "Lower the learning rate (it is \(rate)): \(reasons.joined(separator: ", and "))."
    }
    if let typical, typical < thresholds.smallUpdate {
      return "Heal what is reported beside it; where nothing is, raise the learning rate (it is "
        + "\(rate)): a typical update changes \(NumberText.short(typical)) of a layer's weights."
    }
    return "Heal what is reported beside it; where nothing is, train longer, or look at the data."
  }

  /// By how much the norm of a layer's weights has grown, at the most.
  private func weightGrowth(_ run: RunEvidence) -> Double {
    guard run.history.count > 0 else { return 0 }
    return (1...max(run.history.layerCount, 1)).map {
      let (first, last) = (run.history[0, $0], run.history[run.history.count - 1, $0])
      return first.weightNorm > 0 ? last.weightNorm / first.weightNorm : 0
    }.max() ?? 0
  }

  /// From where the loss came, where it came down.
  private func fall(_ run: RunEvidence) -> String {
    let first = run.record.evaluation.initialLoss
    guard first.isFinite, first > 1.1 * run.learning.finalLoss else { return "" }
    return ", down from \(NumberText.short(first, digits: 3))"
  }

  /// Batch norm answers with running statistics after training; where the weights change fast, these
  /// are of a network that is no more, and the batches did better than the evaluation.
  private func lag(_ run: RunEvidence) -> String {
    guard run.record.configuration.norm == "batch" else { return "" }
    let tail = run.curves.loss.suffix(max(run.curves.count / 10, 1)).sorted()
    guard let batches = tail.isEmpty ? nil : tail[tail.count / 2],
      batches < 0.8 * run.learning.finalLoss
    else { return "" }
    return " The last batches had \(NumberText.short(batches, digits: 3)) by their own statistics: "
      + "the running ones of batch norm lag behind weights that change fast; lower the learning "
      + "rate toward the end."
  }

  public var examples: [RuleExample] {
    [
      RuleExample(
        title: "2.30 after 200 updates", record: ExampleRecord.make(finalLoss: 2.3),
        triggers: true),
      RuleExample(title: "0.1 after 200 updates", record: ExampleRecord.make(), triggers: false),
      RuleExample(
        title: "ten updates are too few to tell",
        record: ExampleRecord.make(steps: 10, finalLoss: 2.3), triggers: false),
    ]
  }
}
