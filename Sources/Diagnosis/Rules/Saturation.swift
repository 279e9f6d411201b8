import Records
import Texts

/// GS201: most units of a layer sit where φ′ is below 5 % of its maximum.
public struct Saturation: Rule {
  /// The rule has no state.
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      code: "GS201", name: "saturation",
      detects: "More than half of a layer's entries have φ′(z) < 5 % of its maximum.",
      why: "A saturated unit passes almost no gradient and hardly reacts to its input.",
      requires: "saturatedLowFraction and saturatedHighFraction of every hidden layer",
      remedy: "Smaller first weights (xavier-normal), standardized inputs, or normalization.",
      references: ["X. Glorot, Y. Bengio, AISTATS 2010"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard run.activation.saturates else {
      return .notApplicable("\(run.activation.name) does not level off on both sides")
    }
    guard run.history.count > 0, run.depth > 0 else {
      return .notApplicable("needs a hidden layer and a time point")
    }
    func saturated(_ entry: Int) -> [Int] {
      (1...run.depth).filter {
        run.history[entry, $0].saturatedFraction > thresholds.saturatedShare
      }
    }
    let presence = run.presence { !saturated($0).isEmpty }
    guard let presence, presence.atStart || presence.atEnd else { return .findings([]) }
    let entry = presence.entry
    let layers = saturated(entry)
    guard let first = layers.first, let last = layers.last,
      let worst = layers.max(by: {
        run.history[entry, $0].saturatedFraction < run.history[entry, $1].saturatedFraction
      })
    else { return .findings([]) }
    let statistics = run.history[entry, worst]
    return .findings([
      Finding(
        of: description, severity: run.learning.learnedNothing ? .error : .warning,
        layers: first...last, steps: presence.steps,
        evidence: [
          "saturatedFraction": statistics.saturatedFraction,
          "saturatedLowFraction": statistics.saturatedLowFraction,
          "saturatedHighFraction": statistics.saturatedHighFraction,
        ],
        threshold: ["saturatedFraction": thresholds.saturatedShare],
        message: "\(NumberText.percent(statistics.saturatedFraction)) of layer \(worst) is "
          + "saturated (\(NumberText.percent(statistics.saturatedLowFraction)) low, "
          + "\(NumberText.percent(statistics.saturatedHighFraction)) high; step "
          + "\(run.history.steps[entry])), \(presence.words).")
    ])
  }

  public var examples: [RuleExample] {
    [
      RuleExample(
        title: "80 % of every layer saturated",
        record: ExampleRecord.make(finalLoss: 2.3) { _, _, statistics in
          statistics.saturatedLowFraction = 0.4
          statistics.saturatedHighFraction = 0.4
        }, triggers: true),
      RuleExample(
        title: "20 % saturated",
        record: ExampleRecord.make { _, _, statistics in statistics.saturatedHighFraction = 0.2 },
        triggers: false),
      RuleExample(
        title: "a ReLU does not saturate",
        record: ExampleRecord.make(activation: "relu"), triggers: false),
    ]
  }
}
