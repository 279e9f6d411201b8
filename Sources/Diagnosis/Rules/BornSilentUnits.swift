import Records

/// GS203: units silent on the whole probe set before the first update.
public struct BornSilentUnits: Rule {
  /// The rule has no state.
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      code: "GS203", name: "born-silent-units",
      detects: "More than half of a layer's units are silent on every probe example at step 0.",
      why: """
        Deep ReLU layers see inputs that are more and more alike, so a unit tends to be on for all \
        of them or off for all of them. Some are normal (12–27 % in layer 10 of a He network); \
        many leave the network narrower than it looks.
        """,
      requires: "silent units on the probe set at step 0",
      remedy: "A wider or shallower network, residual connections, normalization or leaky ReLU.",
      references: ["L. Lu et al., \"Dying ReLU and initialization\", CiCP 2020"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard run.activation.canGoSilent else {
      return .notApplicable("\(run.activation.name) units cannot go silent")
    }
    guard let probe = run.record.probes.first, probe.step == 0 else {
      return .notApplicable("needs a look at a probe set at step 0")
    }
    func share(_ layer: Int) -> Double {
      Double(probe.silentUnits[layer - 1] ?? 0) / Double(run.record.layers[layer - 1].fanOut)
    }
    let layers = (1...max(run.depth, 1)).filter { share($0) > thresholds.bornSilentShare }
    guard let first = layers.first, let last = layers.last,
      let worst = layers.max(by: { share($0) < share($1) })
    else { return .findings([]) }
    return .findings([
      Finding(
        of: description, severity: .warning, layers: first...last, steps: 0...0,
        evidence: ["silentFraction": share(worst)],
        threshold: ["silentFraction": thresholds.bornSilentShare],
        message: "\(probe.silentUnits[worst - 1] ?? 0) of "
          + "\(run.record.layers[worst - 1].fanOut) units of layer \(worst) are silent on all "
          + "\(run.record.probeExamples) probe examples before the first update.")
    ])
  }

  public var examples: [RuleExample] {
    [
      RuleExample(
        title: "40 of 64 silent at step 0",
        record: ExampleRecord.make(activation: "relu", silent: { _ in 40 }), triggers: true),
      RuleExample(
        title: "15 of 64, as in a healthy He network",
        record: ExampleRecord.make(activation: "relu", silent: { _ in 15 }), triggers: false),
    ]
  }
}
