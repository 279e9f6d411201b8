import Foundation
import Records
import Texts

/// GS405: the first loss is not that of a network that has not decided yet.
public struct UnexpectedInitialLoss: Rule {
  /// The rule has no state.
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      code: "GS405", name: "unexpected-initial-loss",
      detects: "The loss before the first update is far from −ln(1/K), or from that of guessing.",
      why: """
        Before training the outputs should be near 0, which is probability 1/K for each of K classes: \
        a loss of ln K. A larger one says that the first outputs are large, and the first steps are \
        spent on taking them back; a smaller one that the network knows what it cannot know.
        """,
      requires: "the loss before the first update, the number of classes or the loss of guessing",
      remedy: "Smaller weights in the last layer, standardized inputs, or normalization.",
      references: ["A. Karpathy, \"A recipe for training neural networks\", 2019"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    let c = run.record.configuration
    guard c.initialParameters == nil else {
      return .notApplicable("the first weights were given, and may have learned")
    }
    let first = run.firstLoss
    let classes = c.dataset.classes
    let isUniform = c.loss == "cross-entropy" && classes > 1
    let expected = isUniform ? log(Double(classes)) : run.record.chance.loss
    guard first.isFinite, expected > 0 else {
      return .notApplicable("needs a finite loss before the first update, and that of guessing")
    }
    let ratio = first / expected
    let isRegression = c.task == "regression"
    // A library's own weights may have learned; and a line through few features can be drawn by luck,
    // where many classes cannot be told apart by it.
    let isTooSmall =
      ratio < 1 / thresholds.unexpectedLoss && c.initializer != "custom" && !isRegression
    guard ratio > thresholds.unexpectedLoss || isTooSmall else { return .findings([]) }
    let target = run.record.dataScale?.targets
    return .findings([
      Finding(
        of: description, severity: isTooSmall ? .warning : .note, steps: 0...0,
        evidence: ["initialLoss": first, "expectedLoss": expected, "ratio": ratio],
        threshold: ["ratio": thresholds.unexpectedLoss],
        message: "The loss before the first update is \(NumberText.short(first)), "
          + "\(NumberText.short(ratio)) times "
          + (isUniform
            ? "ln \(classes) = \(NumberText.short(expected)), that of an undecided answer"
            : "\(NumberText.short(expected)), that of guessing")
          + (isTooSmall
            ? ": the network knows what it cannot know yet."
            : isRegression && target.map { $0.largestMean > $0.largestDeviation } == true
              ? ": the targets lie far from 0, where its outputs are."
              : ": its first outputs are large."),
        remedy: isTooSmall
          ? "Look for the target among the features, and for weights that were trained before."
          : isRegression && !c.standardize ? "Leave out --no-standardize." : nil)
    ])
  }

  public var examples: [RuleExample] {
    func record(_ loss: Double) -> RunRecord {
      var record = ExampleRecord.make()
      record.configuration.dataset.classes = 10
      record.evaluation.initialLoss = loss
      return record
    }
    var lucky = record(0.49)
    lucky.configuration.task = "regression"
    lucky.configuration.loss = "mse"
    lucky.chance = Chance(loss: 1, accuracy: .nan)
    return [
      RuleExample(
        title: "half of the loss of guessing the mean of values", record: lucky, triggers: false),
      RuleExample(title: "144 with ten classes", record: record(144), triggers: true),
      RuleExample(title: "0.1 before any update", record: record(0.1), triggers: true),
      RuleExample(title: "2.4 with ten classes", record: record(2.4), triggers: false),
      RuleExample(
        title: "3.7, as in a healthy He network", record: record(3.7), triggers: false),
    ]
  }
}
