import Records
import Texts

/// GS406: an accuracy that looks high, and is that of always naming the most frequent class.
public struct NoBetterThanBaseRate: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS406", name: "no-better-than-base-rate",
      detects:
        "The accuracy is not above the share of the most frequent class, which is 70 % or more.",
      why: """
        Where 99 of 100 examples are of one class, an answer that never looks at its input is \
        right in \
        99 %. An accuracy of that much says that nothing was learned of the others, however good \
        it \
        looks.
        """,
      requires: "the shares of the classes, an accuracy at the end",
      thresholds: [.frequentClassShare, .baseRateMargin, .updatesForBaseRate],
      causes: [Cause("GS505")],
      remedies: [
        .look("look at precision and recall of each class, not at accuracy"),
        .look("weight the loss by class"),
      ],
      references: ["H. He and E. Garcia, \"Learning from imbalanced data\", 2009"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    if run.facts.task != nil, run.facts.task != .classification { return .findings([]) }
    guard let chance = run.record.chance, !chance.isUniform, chance.accuracy.isFinite else {
      return .notApplicable(.needs("the share of the most frequent class", .data))
    }
    let accuracy = run.comparedAccuracy
    guard accuracy.isFinite else {
      return .notApplicable(.needs("an accuracy at the end", .losses))
    }
    guard chance.accuracy >= thresholds[.frequentClassShare],
      Double(run.learning.updates) >= thresholds[.updatesForBaseRate],
      run.isAtBaseRate(thresholds)
    else { return .findings([]) }
    let held = run.record.evaluation.validationAccuracy != nil
    return .findings([
      Finding(
        of: description, severity: .warning, steps: 0...run.lastStep,
        evidence: ["accuracy": accuracy, "mostFrequent": chance.accuracy],
        threshold: ["mostFrequent": thresholds[.frequentClassShare]],
        message:
          "The accuracy\(held ? " on examples held out" : "") is \(NumberText.share(accuracy)), "
          + "and always naming the most frequent class is right in "
          + "\(NumberText.share(chance.accuracy)): " + outcome(run))
    ])
  }

  /// A loss below guessing knows more than the answers show.
  private func outcome(_ run: RunEvidence) -> String {
    guard !run.learning.isHeldBack else {
      return "hardly anything was learned of the other "
        + "classes."
    }
    return "its answers name hardly any of the other classes, though its loss "
      + "(\(NumberText.short(run.learning.comparedLoss))) is below that of guessing "
      + "(\(NumberText.short(run.learning.reference?.guessing ?? run.guessingLoss)))."
  }

  public var examples: [RuleExample] {
    func record(_ counts: [Int], accuracy: Double, steps: Int = 200) -> RunRecord {
      var record = ExampleRecord.make(steps: steps)
      record.chance = Chance(classCounts: counts)
      record.evaluation.trainingAccuracy = accuracy
      record.evaluation.validationAccuracy = accuracy
      return record
    }
    return [
      RuleExample(
        title: "99 % right where 99 % are of one class", record: record([99, 1], accuracy: 0.99),
        triggers: true),
      RuleExample(
        title: "all right where 99.5 % are of one class", record: record([199, 1], accuracy: 1),
        triggers: false),
      RuleExample(
        title: "60 % right where 60 % are of one class", record: record([60, 40], accuracy: 0.6),
        triggers: false),
      RuleExample(
        title: "20 updates", record: record([99, 1], accuracy: 0.99, steps: 20), triggers: false),
    ]
  }
}

extension Threshold {
  /// The most frequent class has at least this share.
  static let frequentClassShare = Threshold(
    "frequentClassShare", 0.7, .share, "the most frequent class has at least this share",
    because: "an accuracy of 70 % or more is what people take for learning")

  /// Fewer updates than this cannot have learned a rare class.
  static let updatesForBaseRate = Threshold(
    "updatesForBaseRate", 100, .steps,
    "updates from which accuracy is held against the most frequent class",
    because: "every network names the most frequent class first")
}
