import Records

/// GS203: units silent on the whole probe set before the first update.
public struct BornSilentUnits: ChainRule {
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
      thresholds: [.bornSilentShare],
      remedies: [
        Remedy(.units(times: 2)), Remedy(.layers(times: 0.5)), Remedy(.residual(scale: nil)),
        Remedy(.normalization(nil)), Remedy(.activation("leaky-relu", initializer: "he-normal")),
      ],
      references: ["L. Lu et al., \"Dying ReLU and initialization\", CiCP 2020"])
  }

  public func examine(_ chain: ChainEvidence, thresholds: Thresholds) -> RuleOutcome {
    if let reason = chain.cannotGoSilent { return .notApplicable(reason) }
    guard let probe = chain.record.probes.first, probe.step == 0 else {
      return .notApplicable(.needs("a look at a probe set at step 0", .looks))
    }
    func share(_ layer: Int) -> Double {
      Double(chain.silentUnits(layer, in: probe) ?? 0)
        / Double(max(chain.places[layer - 1].units, 1))
    }
    let layers = chain.positions.filter { share($0) > thresholds[.bornSilentShare] }
    guard let first = layers.first, let last = layers.last,
      let worst = layers.max(by: { share($0) < share($1) })
    else { return .findings([]) }
    return .findings([
      Finding(
        of: description, severity: .warning, at: chain.place(first...last), steps: 0...0,
        evidence: ["silentFraction": share(worst)],
        threshold: ["silentFraction": thresholds[.bornSilentShare]],
        message: "\(chain.silentUnits(worst, in: probe) ?? 0) of "
          + "\(chain.places[worst - 1].units) units of \(chain.label(worst)) are silent on all"
          + "\(chain.probeExamples) before the first update.")
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

extension Threshold {
  /// Share of a layer's units that are silent at step 0.
  static let bornSilentShare = Threshold(
    "bornSilentShare", 0.5, .share, "units of a layer that are silent at step 0",
    because: "He networks on low-dimensional data have 12–27 % in layer 10")
}
