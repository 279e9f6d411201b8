import Foundation
import Records
import Texts

/// GS405: the first loss is not that of a network that has not decided yet.
public struct UnexpectedInitialLoss: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS405", name: "unexpected-initial-loss",
      detects: "The loss before the first update is far from −ln(1/K), with answers of yes or no "
        + "from ln 2, or from that of guessing.",
      why: """
        Before training the outputs should be near 0, which is probability 1/K for each of K classes: \
        a loss of ln K. A larger one says that the first outputs are large, and the first steps are \
        spent on taking them back; a smaller one that the network knows what it cannot know.
        """,
      requires: "the loss before the first update, the number of classes or the loss of guessing",
      thresholds: [.unexpectedLoss, .overwhelmingLoss],
      causes: ["GS502", "GS501", "GS106", "GS301"].map { Cause($0) },
      remedies: [
        .look("draw smaller weights in the last layer"), Remedy(.standardize),
        Remedy(.normalization(nil)),
      ],
      references: ["A. Karpathy, \"A recipe for training neural networks\", 2019"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    let source = run.facts.initializer?.source
    guard source != .file else {
      return .notApplicable(.doesNotConcern("the first weights were given, and may have learned"))
    }
    let first = run.firstLoss
    let classes = run.facts.classes ?? 0
    let options = run.facts.loss.flatMap { undecided($0, classes) }
    let expected = options.map { log(Double($0)) } ?? run.guessingLoss
    guard first.isFinite, expected > 0 else {
      return .notApplicable(
        .needs("a finite loss before the first update, and that of guessing", .losses))
    }
    let ratio = first / expected
    let isRegression = run.facts.isRegression
    // A library's own weights may have learned; and a line through few features can be drawn by luck,
    // where many classes cannot be told apart by it.
    let isTooSmall =
      ratio < 1 / thresholds[.unexpectedLoss] && source == .drawn && !isRegression
    guard ratio > thresholds[.unexpectedLoss] || isTooSmall else { return .findings([]) }
    let target = run.record.dataScale?.targets
    let misfit = OutputMisfit(run.record)
    let compared = NumberText.ratio(first, over: expected)
    // The steps of such a run take the first outputs back; where it got no farther, that is what they did.
    let isOverwhelming = ratio > thresholds[.overwhelmingLoss] && run.learning.learnedNothing
    return .findings([
      Finding(
        of: description, severity: isTooSmall || isOverwhelming ? .warning : .note, steps: 0...0,
        evidence: ["initialLoss": first, "expectedLoss": expected, "ratio": ratio],
        threshold: ["ratio": thresholds[.unexpectedLoss]],
        message: "The loss before the first update is \(compared.number), \(compared.ratio) times "
          + (options.map { "ln \($0) = \(compared.other), that of an undecided answer" }
            ?? "\(compared.other), that of guessing")
          + (isTooSmall
            ? ": the network knows what it cannot know yet."
            : isRegression && target.map { $0.largestMean > $0.largestDeviation } == true
              && !hasLargeOutputs(run)
              ? ": the targets lie far from 0, where its outputs are."
              : misfit.map { ". \($0.sentence)" } ?? ": its first outputs are large."),
        remedies: isTooSmall
          ? [
            .look(
              "look for the target among the features, and for weights that were trained before")
          ]
          : misfit?.remedies
            ?? (isRegression && run.facts.isStandardized == false ? [Remedy(.standardize)] : nil))
    ])
  }

  /// Between so many answers a network has not decided yet: the classes, or yes and no; nil where the loss
  /// is of values.
  private func undecided(_ loss: LossFacts, _ classes: Int) -> Int? {
    if loss.isOverClasses ?? false { return classes > 1 ? classes : nil }
    return loss.kind == .logLikelihood && loss.isOverClasses == false ? 2 : nil
  }

  /// Whether the first outputs are as large as the targets are, or larger: then these do not lie far off.
  private func hasLargeOutputs(_ run: RunEvidence) -> Bool {
    guard let place = run.record.outputPlace, run.history.count > 0,
      let targets = run.record.dataScale?.targets
    else { return false }
    return run.history[0, place: place].preactivationRMS >= targets.largestMean.magnitude
  }

  public var examples: [RuleExample] {
    func record(_ loss: Double) -> RunRecord {
      var record = ExampleRecord.make()
      record.facts.classes = 10
      record.evaluation.initialLoss = loss
      return record
    }
    var lucky = record(0.49)
    lucky.facts.task = .regression
    lucky.facts.loss = LossFacts(name: "mse", kind: .squaredError)
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

extension Threshold {
  /// First loss above this multiple of that of an undecided answer, or below its inverse.
  static let unexpectedLoss = Threshold(
    "unexpectedLoss", 2,
    "first loss above this multiple of an undecided answer's, or below its inverse",
    because: "first weights of healthy He networks reach 1.6")

  /// First loss above this multiple of an undecided answer's, of a run that learned nothing.
  static let overwhelmingLoss = Threshold(
    "overwhelmingLoss", 10,
    "first loss above this multiple of an undecided answer's, where nothing was learned",
    because: "nine tenths of the way down lead to what a guess has")
}
