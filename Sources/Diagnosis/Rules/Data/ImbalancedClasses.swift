import Records
import Texts

/// GS505: a class that hardly occurs.
public struct ImbalancedClasses: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS505", name: "imbalanced-classes",
      detects:
        "A class has less than a fifth of the examples that it would have if all were "
        + "equally frequent.",
      why: """
        The loss is a mean over examples: a class of 1 % is 1 % of it, and an answer that never names \
        the class is right in 99 of 100 cases. Batches hold none or a few of its examples, so that their \
        losses differ by that alone.
        """,
      requires: "the number of examples of each class",
      thresholds: [.rareClassShare, .baseRateMargin],
      remedies: [
        .look("look at precision and recall of the rare class, not at accuracy"),
        .look("weight the loss by class, or draw the rare class more often"),
      ],
      references: ["H. He and E. Garcia, \"Learning from imbalanced data\", 2009"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    if run.facts.task != nil, run.facts.task != .classification { return .findings([]) }
    guard let counts = run.facts.data?.classCounts, counts.count > 1 else {
      return run.facts.origin.isOwn && run.facts.data != nil
        ? .findings([])
        : .notApplicable(.needs("the number of examples of each class", .data))
    }
    let total = counts.reduce(0, +)
    // A class that has no example at all is a name, and nothing to learn.
    let present = counts.indices.filter { counts[$0] > 0 }
    guard let rarest = present.min(by: { counts[$0] < counts[$1] }), total > 0 else {
      return .findings([])
    }
    let fair = 1 / Double(present.count)
    let share = Double(counts[rarest]) / Double(total)
    guard share < thresholds[.rareClassShare] * fair else { return .findings([]) }
    let most = Double(counts.max() ?? 0) / Double(total)
    let rare = present.filter {
      Double(counts[$0]) < thresholds[.rareClassShare] * fair * Double(total)
    }
    return .findings([
      Finding(
        of: description, severity: run.isAtBaseRate(thresholds) ? .warning : .note,
        steps: 0...run.lastStep,
        evidence: [
          "share": share, "examples": Double(counts[rarest]), "rareClasses": Double(rare.count),
          "mostFrequent": most,
        ],
        threshold: ["share": thresholds[.rareClassShare] * fair],
        message: "The class \(name(rarest, run)) has \(counts[rarest]) of \(total) examples, "
          + "\(NumberText.percent(share))"
          + others(rare.count - 1)
          + ": always naming the most frequent class is right in \(NumberText.percent(most)).")
    ])
  }

  private func others(_ count: Int) -> String {
    count == 0 ? "" : ", and \(count) more \(count == 1 ? "is" : "are") about as rare"
  }

  private func name(_ index: Int, _ run: RunEvidence) -> String {
    let names = run.facts.data?.classNames ?? []
    return (names.indices.contains(index) ? names[index] : "\(index)").inQuotes
  }

  public var examples: [RuleExample] {
    func record(_ counts: [Int]) -> RunRecord {
      ExampleRecord.onTable {
        $0.classes = counts.count
        $0.classCounts = counts
        $0.classNames = ["no", "yes", "maybe"].dropLast(3 - counts.count)
      }
    }
    return [
      RuleExample(title: "1.3 % of one class", record: record([1480, 20]), triggers: true),
      RuleExample(title: "a class of 4 % of three", record: record([60, 36, 4]), triggers: true),
      RuleExample(title: "a third and two thirds", record: record([100, 50]), triggers: false),
    ]
  }
}

extension Threshold {
  /// A class with less than this share of its fair share 1/K.
  static let rareClassShare = Threshold(
    "rareClassShare", 0.2, .share, "a class with less than this of its fair share 1/K",
    because: "of two classes it is one of ten: a batch of 64 then holds six, and 2 to 11 by chance")

  /// Accuracy above the share of the most frequent class by less than this.
  static let baseRateMargin = Threshold(
    "baseRateMargin", 0.01, .share,
    "accuracy above the share of the most frequent class by no more than this",
    because: "it is what a hundred examples are uncertain by at 99 %")
}
