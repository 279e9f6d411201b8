import Records
import Texts

/// GS202: units fell silent during training and stayed so.
public struct DyingReLU: Rule {
  /// The rule has no state.
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      code: "GS202", name: "dying-relu",
      detects: "Units that spoke at step 0 are silent on every probe example at the last looks.",
      why: """
        A silent unit gets no gradient, so it cannot come back by itself. Zeros are not death: a \
        healthy ReLU layer is 0 on about half of the examples. Units silent at step 0 were born \
        silent, which is another finding.
        """,
      requires: "silent units on the probe set at three or more checkpoints",
      remedy: "Lower the learning rate, use he-normal, leaky ReLU, or normalization.",
      references: ["L. Lu et al., \"Dying ReLU and initialization\", CiCP 2020"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard run.activation.canGoSilent else {
      return .notApplicable("\(run.activation.name) units cannot go silent")
    }
    guard run.record.probes.count >= 3, let first = run.record.probes.first else {
      return .notApplicable("needs three looks at a probe set: one at step 0 and two that agree")
    }
    let last = run.record.probes.suffix(2)
    // What persisted: silent at the last two looks.
    func died(_ layer: Int) -> Double {
      let width = Double(run.record.layers[layer - 1].fanOut)
      let before = Double(first.silentUnits[layer - 1] ?? 0)
      let after = last.map { Double($0.silentUnits[layer - 1] ?? 0) }.min() ?? before
      return (after - before) / width
    }
    let layers = (1...max(run.depth, 1)).filter { died($0) >= thresholds.diedShare }
    guard let lowest = layers.first, let highest = layers.last,
      let worst = layers.max(by: { died($0) < died($1) })
    else { return .findings([]) }
    let width = run.record.layers[worst - 1].fanOut
    let before = first.silentUnits[worst - 1] ?? 0
    let after = run.record.probes.last?.silentUnits[worst - 1] ?? 0
    let onset =
      run.record.probes.first {
        Double(($0.silentUnits[worst - 1] ?? 0) - before) >= thresholds.diedShare * Double(width)
      }?.step ?? run.lastStep
    // In a run that ended with NaN, the last look that says something was before the end.
    let lastLook = last.last?.step ?? run.lastStep
    let end = lastLook >= run.lastStep ? "the end" : "the last look, at step \(lastLook)"
    return .findings([
      Finding(
        of: description, severity: run.learning.learnedNothing ? .error : .warning,
        layers: lowest...highest, steps: onset...run.lastStep,
        evidence: [
          "silentAtStart": Double(before), "silentAtEnd": Double(after), "units": Double(width),
        ],
        threshold: ["diedFraction": thresholds.diedShare],
        message: "In layer \(worst), \(after) of \(width) units are silent on all "
          + "\(run.record.probeExamples) probe examples at \(end), against \(before) at step 0; "
          + "\(NumberText.percent(thresholds.diedShare)) of the layer had fallen silent by step "
          + "\(onset).",
        remedy: remedy(run))
    ])
  }

  /// What this run has not got yet.
  private func remedy(_ run: RunEvidence) -> String {
    let c = run.record.configuration
    var parts = ["Lower the learning rate"]
    if c.initializer != run.activation.matchingInitializer {
      parts.append("use \(run.activation.matchingInitializer)")
    }
    parts.append("take leaky ReLU")
    if c.norm == "none" { parts.append("add normalization") }
    return parts.joined(separator: ", or ") + "."
  }

  public var examples: [RuleExample] {
    [
      RuleExample(
        title: "5 of 64 silent at step 0, 50 from step 100 on",
        record: ExampleRecord.make(activation: "relu", silent: { $0 < 100 ? 5 : 50 }),
        triggers: true),
      RuleExample(
        title: "15 of 64 silent from birth, no more at the end",
        record: ExampleRecord.make(activation: "relu", silent: { _ in 15 }), triggers: false),
      RuleExample(
        title: "silent for one look only",
        record: ExampleRecord.make(activation: "relu", silent: { $0 == 200 ? 50 : 5 }),
        triggers: false),
    ]
  }
}
