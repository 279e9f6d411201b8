import Records
import Texts

/// GS402: after enough updates the training loss is still that of a guess.
public struct LossNotDecreasing: Rule {
  /// Its code.
  public static let code = "GS402"

  public var description: RuleDescription {
    RuleDescription(
      code: Self.code, name: "loss-not-decreasing",
      detects:
        "The training loss is not 5 % below that of guessing after 100 updates or more; where "
        + "guessing is not known, not 5 % below where it began.",
      why:
        "A network at chance has learned how frequent the classes are, or the mean of the "
        + "values, and nothing else.",
      requires: "the final training loss, the loss of guessing or 10 losses from the beginning on",
      thresholds: [
        .learnedShare, .learnedAccuracy, .stepsToJudgeLearning, .smallUpdate, .largeUpdate,
        .explodedGrowth,
      ],
      causes: [
        "GS304", "GS305", "GS306", "GS307", "GS604", "GS602", "GS601", "GS101", "GS204", "GS105",
        "GS501", "GS401", "GS103",
        "GS102", "GS106", "GS303", "GS202", "GS201", "GS302", "GS206", "GS407", "GS504",
        "GS205", "GS603",
      ].map { Cause($0, isCure: true) } + [
        Cause("GS301", isCure: true) { cause, _ in cause.isOfSmallWeights },
        Cause("GS405", isCure: true),
      ],
      isSymptom: true,
      remedies: [
        .look("heal what is reported beside it; where nothing is, look at the size of the updates")
      ],
      references: ["A. Karpathy, \"A recipe for training neural networks\", 2019"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    let learning = run.learning
    guard let chance = run.record.chance else { return byItsOwnBeginning(run, thresholds) }
    guard Double(learning.updates) >= thresholds[.stepsToJudgeLearning] else {
      return .notApplicable(
        .doesNotConcern(
          "needs \(NumberText.short(thresholds[.stepsToJudgeLearning], digits: 3)) updates, the "
            + "run made \(learning.updates)"))
    }
    let isOverconfident = learning.answersBetter && learning.progress <= thresholds[.learnedShare]
    guard learning.learnedNothing || isOverconfident, learning.finalLoss.isFinite else {
      return .findings([])
    }
    let accuracy = run.record.evaluation.trainingAccuracy
    var evidence = ["finalLoss": learning.finalLoss, "baselineLoss": learning.baseline]
    if accuracy.isFinite, chance.accuracy.isFinite {
      evidence["trainingAccuracy"] = accuracy
      evidence["chanceAccuracy"] = chance.accuracy
    }
    return .findings([
      Finding(
        of: description, severity: isOverconfident ? .warning : .error, steps: 0...run.lastStep,
        evidence: evidence,
        threshold: ["progress": thresholds[.learnedShare]],
        message: "After \(learning.updates) updates the "
          + (run.record.evaluation.finalLoss.isNaN ? "loss of the last batches" : "training loss")
          + " is "
          + "\(NumberText.short(learning.finalLoss, digits: 3))\(fall(run)); guessing has "
          + "\(NumberText.short(chance.loss, digits: 3))."
          + (accuracy.isFinite
            ? " Training accuracy \(NumberText.share(accuracy)), the most frequent class alone "
              + "gives \(NumberText.share(chance.accuracy))." : "")
          + (isOverconfident
            ? " It has learned, but what it gets wrong it gets wrong with certainty." : "")
          + lag(run) + run.sentenceOfOneBatch,
        remedies: [remedy(run, thresholds, isOverconfident: isOverconfident)])
    ])
  }

  /// What the numbers say: steps that are too large or too small, or else what is reported beside
  /// it.
  private func remedy(
    _ run: RunEvidence, _ thresholds: Thresholds, isOverconfident: Bool
  ) -> Remedy {
    let typical = run.typicalLargestUpdate
    var reasons: [String] = []
    if run.learning.finalLoss > (1 + thresholds[.learnedShare]) * run.firstLoss {
      reasons.append("the loss rose from \(NumberText.short(run.firstLoss))")
    }
    let growth = weightGrowth(run)
    // First weights that were far too small have to grow.
    if growth > thresholds[.explodedGrowth], !grewToTheirSize(run) {
      reasons.append("the weights grew to \(NumberText.short(growth)) times their first size")
    }
    if let typical, typical > thresholds[.largeUpdate] {
      reasons.append(
        "a typical update changes a layer's weights by \(NumberText.part(typical)) their size")
    }
    guard reasons.isEmpty else {
      return Remedy(
        .lowerRate(), "\(run.facts.rateNow): \(reasons.joined(separator: ", and "))")
    }
    if isOverconfident {
      return Remedy(
        .steps(times: 2),
        "; smaller first weights or a lower learning rate make wrong answers less certain")
    }
    if let typical, typical < thresholds[.smallUpdate], typical > 0 {
      return Remedy(
        .higherRate(),
        "\(run.facts.rateNow), where nothing is reported beside it: a typical update changes a "
          + "layer's "
          + "weights by \(NumberText.part(typical)) their size")
    }
    return .look(
      "heal what is reported beside it; where nothing is, train longer, or look at the data")
  }

  /// By how much the norm of a layer's weights has grown, at the most.
  private func weightGrowth(_ run: RunEvidence) -> Double {
    guard run.history.count > 0 else { return 0 }
    return run.record.places.indices.map {
      let first = run.history[0, place: $0]
      let last = run.history[run.history.count - 1, place: $0]
      return first.weightNorm > 0 ? last.weightNorm / first.weightNorm : 0
    }.max() ?? 0
  }

  /// Whether the weights, though they grew, are no larger than the initialization made for the activation
  /// makes them.
  private func grewToTheirSize(_ run: RunEvidence) -> Bool {
    guard let chain = run.mainChain, let entry = chain.lastEntry(of: .weightNorm) else {
      return false
    }
    return chain.positions.allSatisfy { chain.gainOverMatching($0, at: entry) <= 1.5 }
  }

  /// From where the loss came, where it came down.
  private func fall(_ run: RunEvidence) -> String {
    let first = run.record.evaluation.initialLoss
    guard first.isFinite, first > 1.1 * run.learning.finalLoss else { return "" }
    return ", down from \(NumberText.short(first, digits: 3))"
  }

  /// Batch norm answers with running statistics after training; where the weights change fast, these are of a
  /// network that is no more, and the batches did better than the evaluation.
  private func lag(_ run: RunEvidence) -> String {
    guard run.mainChain?.norm?.usesBatch ?? false else { return "" }
    guard let batches = run.curves.medianLoss(of: run.curves.lastTenth),
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
