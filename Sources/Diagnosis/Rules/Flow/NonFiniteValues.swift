import Records

/// GS103: some value was NaN or infinite. NaN is never healthy, and a comparison with NaN is never
/// what decides.
public struct NonFiniteValues: Rule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS103", name: "non-finite-values",
      detects: "A NaN or an infinity in activations, δ, weight gradients, weights or the loss.",
      why: "One such value reaches every weight within a step or two; nothing after it counts.",
      requires:
        "a step; counts of non-finite values at every place, or numbers that are not finite",
      causes: [Cause("GS502") { _, finding in finding.cause != nil }]
        + [
          Cause("GS301", isCure: true) {
            $0.severity == .error && $0.isOfLargeWeights && $1.isFromTheStart
          }
        ]
        + ["GS501", "GS303", "GS102", "GS106"].map { Cause($0) { $1.cause == nil } },
      remedies: [
        Remedy(.lowerRate()), Remedy(.clipping(isLower: false)),
        .look("check the data for NaN, and look at the layer where it began"),
      ],
      references: ["R. Pascanu et al., ICML 2013"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    if let finding = ofGradientNorm(run) { return .findings([finding]) }
    guard let origin = Origin(run) else {
      return run.curves.count + run.history.count > 0
        ? .findings([]) : .notApplicable(.needs("a step", .chains))
    }
    return .findings([
      Finding(
        of: description, severity: .error, at: FindingPlace(run.record, [origin.place]),
        steps: origin.step...origin.lastStep,
        evidence: ["values": Double(origin.values), "firstStep": Double(origin.step)],
        threshold: ["values": 0], message: origin.words, remedies: origin.remedies,
        cause: origin.misfit == nil ? nil : "output and loss do not fit")
    ])
  }

  public var examples: [RuleExample] {
    [
      RuleExample(
        title: "NaN in the activations of layer 7 from step 120",
        record: ExampleRecord.make { step, layer, statistics in
          if step >= 120, layer >= 7 { statistics.nonFiniteActivations = 64 }
        }, triggers: true),
      RuleExample(title: "all values finite", record: ExampleRecord.make(), triggers: false),
    ]
  }
}
