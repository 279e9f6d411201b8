import Records

/// GS204: every unit of a layer is silent; in a plain network nothing passes it, either way.
public struct DeadLayer: ChainRule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS204", name: "dead-layer",
      detects: "All units of a hidden layer are silent on every probe example.",
      why: """
        The layer outputs 0 whatever the input, and every δ below it is exactly 0. In a plain \
        network only the biases above it can still learn; in a residual one the shortcut goes \
        around it.
        """,
      requires: "silent units on the probe set",
      causes: [
        Cause("GS304", isCure: true), Cause("GS306", isCure: true), .batchNormOfTwo,
        Cause("GS202") { !$0.isFromTheStart && !$1.isFromTheStart },
        Cause("GS303"),
      ],
      remedies: [
        Remedy(.initializer("he-normal")), Remedy(.units(times: 2)), Remedy(.lowerRate()),
        Remedy(.residual(scale: nil)),
      ],
      references: ["L. Lu et al., \"Dying ReLU and initialization\", CiCP 2020"],
      confusions: """
        Once a value was infinite or NaN, looks at the probe set do not count any more: a layer that died \
        in the same steps in which the run was lost is not seen, only that it was lost (GS103).
        """)
  }

  public func examine(_ chain: ChainEvidence, thresholds: Thresholds) -> RuleOutcome {
    if let reason = chain.cannotGoSilent { return .notApplicable(reason) }
    guard let last = chain.record.probes.last else {
      return .notApplicable(.needs("a look at a probe set", .looks))
    }
    func isDead(_ probe: ProbeCheckpoint, _ layer: Int) -> Bool {
      chain.silentUnits(layer, in: probe) == chain.places[layer - 1].units
    }
    let dead = chain.positions.filter { isDead(last, $0) }
    guard let lowest = dead.first, let highest = dead.last else { return .findings([]) }
    // The first look since which it has been dead at every look.
    let onset =
      chain.record.probes.reversed().prefix { isDead($0, highest) }.last?.step ?? last.step
    let bypassed = chain.places[lowest - 1].bypass != nil
    // δ is measured at every step, a unit's silence at a look: what δ says comes first.
    let since = DeadEnd(chain).map(\.step).flatMap { $0 <= onset ? $0 : nil }
    let zeros =
      since.map { step in
        let place = onset == 0 && lowest == 1 ? "its δ" : "δ below it"
        return "; \(place) has been exactly 0 since step \(step)"
      } ?? ""
    var evidence = ["deadLayers": Double(dead.count), "firstSeen": Double(onset)]
    if let since { evidence["zeroSince"] = Double(since) }
    return .findings([
      Finding(
        of: description,
        severity: bypassed || chain.learning.learned ? .warning : .error,
        at: chain.place(lowest...highest),
        steps: min(onset, since ?? onset)...max(chain.lastStep, min(onset, since ?? onset)),
        evidence: evidence,
        threshold: ["silentFraction": 1],
        message: "\(units(chain, onset == 0 ? lowest : highest)) silent on every probe example "
          + (onset == 0 ? "from step 0" : "at every look from step \(onset) on")
          + (bypassed ? "; the shortcut goes around it." : "\(zeros)."),
        remedies: remedies(chain))
    ])
  }

  /// What this run has not got yet.
  private func remedies(_ chain: ChainEvidence) -> [Remedy] {
    var list = [Remedy(.units(times: 2)), Remedy(.lowerRate())]
    if let remedy = chain.matchingInitializer { list.insert(remedy, at: 0) }
    if !chain.isResidual { list.append(Remedy(.residual(scale: nil))) }
    return list
  }

  /// A layer that is dead from the start silences those above it; later the highest is the first
  /// that δ meets.
  private func units(_ chain: ChainEvidence, _ layer: Int) -> String {
    let count = chain.places[layer - 1].units
    return count == 1
      ? "The only unit of \(chain.label(layer)) is"
      : "All \(count) units of \(chain.label(layer)) are"
  }

  public var examples: [RuleExample] {
    [
      RuleExample(
        title: "all 64 units silent from step 80 on",
        record: ExampleRecord.make(
          activation: "relu", finalLoss: 2.3, silent: { $0 < 80 ? 20 : 64 }), triggers: true),
      RuleExample(
        title: "63 of 64", record: ExampleRecord.make(activation: "relu", silent: { _ in 63 }),
        triggers: false),
    ]
  }
}
