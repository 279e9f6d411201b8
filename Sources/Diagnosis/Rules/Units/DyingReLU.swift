import Records
import Texts

/// GS202: units fell silent during training and stayed so.
public struct DyingReLU: ChainRule {
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
      thresholds: [.diedShare],
      causes: [
        Cause("GS306", isCure: true), .batchNormOfTwo, Cause("GS504", isCure: true),
        Cause("GS303"),
      ],
      remedies: [
        Remedy(.lowerRate()), Remedy(.initializer("he-normal")),
        Remedy(.activation("leaky-relu", initializer: "he-normal")), Remedy(.normalization(nil)),
      ],
      references: ["L. Lu et al., \"Dying ReLU and initialization\", CiCP 2020"])
  }

  public func examine(_ chain: ChainEvidence, thresholds: Thresholds) -> RuleOutcome {
    if let reason = chain.cannotGoSilent { return .notApplicable(reason) }
    guard chain.record.probes.count >= 3, let first = chain.record.probes.first else {
      return .notApplicable(
        .needs("three looks at a probe set: one at step 0 and two that agree", .looks))
    }
    let last = chain.record.probes.suffix(2)
    // What persisted: silent at the last two looks.
    func died(_ layer: Int) -> Double {
      let width = Double(max(chain.places[layer - 1].units, 1))
      let before = Double(chain.silentUnits(layer, in: first) ?? 0)
      let after = last.map { Double(chain.silentUnits(layer, in: $0) ?? 0) }.min() ?? before
      return (after - before) / width
    }
    let layers = chain.positions.filter { died($0) >= thresholds[.diedShare] }
    guard let lowest = layers.first, let highest = layers.last,
      let worst = layers.max(by: { died($0) < died($1) })
    else { return .findings([]) }
    let width = chain.places[worst - 1].units
    let before = chain.silentUnits(worst, in: first) ?? 0
    let after = chain.record.probes.last.flatMap { chain.silentUnits(worst, in: $0) } ?? 0
    let onset =
      chain.record.probes.first {
        Double((chain.silentUnits(worst, in: $0) ?? 0) - before)
          >= thresholds[.diedShare] * Double(width)
      }?.step ?? chain.lastStep
    // In a run that ended with NaN, the last look that says something was before the end.
    let lastLook = last.last?.step ?? chain.lastStep
    let end = lastLook >= chain.lastStep ? "the end" : "the last look, at step \(lastLook)"
    return .findings([
      Finding(
        of: description, severity: chain.learning.learnedNothing ? .error : .warning,
        at: chain.place(lowest...highest), steps: onset...max(onset, chain.lastStep),
        evidence: [
          "silentAtStart": Double(before), "silentAtEnd": Double(after), "units": Double(width),
        ],
        threshold: ["diedFraction": thresholds[.diedShare]],
        message: "In \(chain.label(worst)), \(after) of \(width) units are silent on all"
          + "\(chain.probeExamples) at \(end), against \(before) at step 0; "
          + "\(NumberText.percent(thresholds[.diedShare])) of the layer had fallen silent by step "
          + "\(onset).",
        remedies: remedies(chain))
    ])
  }

  /// What this run has not got yet.
  private func remedies(_ chain: ChainEvidence) -> [Remedy] {
    [
      Remedy(.lowerRate()), chain.matchingInitializer,
      Remedy(.activation("leaky-relu", initializer: "he-normal")), chain.normalization,
    ].compactMap { $0 }
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

extension Threshold {
  /// Share of a layer's units that fell silent after step 0.
  static let diedShare = Threshold(
    "diedShare", 0.25, .share, "units of a layer that fell silent",
    because: "healthy ReLU networks lose a few units in a hundred; a quarter is a narrower network")
}
