import Records

/// GS204: every unit of a layer is silent; in a plain network nothing passes it, either way.
public struct DeadLayer: Rule {
  /// The rule has no state.
  public init() {}

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
      remedy:
        "he-normal in place of small weights, more units, a lower learning rate, residual connections.",
      references: ["L. Lu et al., \"Dying ReLU and initialization\", CiCP 2020"],
      confusions: """
        Once a value was infinite or NaN, looks at the probe set do not count any more: a layer that died \
        in the same steps in which the run was lost is not seen, only that it was lost (GS103).
        """)
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard run.activation.canGoSilent else {
      return .notApplicable("\(run.activation.name) units cannot go silent")
    }
    guard let last = run.record.probes.last else {
      return .notApplicable("needs a look at a probe set")
    }
    func isDead(_ probe: ProbeCheckpoint, _ layer: Int) -> Bool {
      probe.silentUnits[layer - 1] == run.record.layers[layer - 1].fanOut
    }
    let dead = (1...max(run.depth, 1)).filter { isDead(last, $0) }
    guard let lowest = dead.first, let highest = dead.last else { return .findings([]) }
    // The first look since which it has been dead at every look.
    let onset =
      run.record.probes.reversed().prefix { isDead($0, highest) }.last?.step ?? last.step
    let bypassed = run.record.configuration.residual && lowest > 1
    // δ is measured at every step, a unit's silence at a look: what δ says comes first.
    let since = (0..<run.history.count).first {
      run.history.steps[$0] <= onset && ZeroDelta.locate(run, at: $0)?.cause == .deadLayer
        && run.history[min($0 + 1, run.history.count - 1), 1].deltaRMS == 0
    }.map { run.history.steps[$0] }
    let zeros =
      since.map { step in
        let place = onset == 0 && lowest == 1 ? "its δ" : "δ below it"
        return "; \(place) has been exactly 0 since step \(step)"
      } ?? ""
    return .findings([
      Finding(
        of: description,
        severity: bypassed || run.learning.learned ? .warning : .error,
        layers: lowest...highest, steps: min(onset, since ?? onset)...run.lastStep,
        evidence: ["deadLayers": Double(dead.count), "firstSeen": Double(onset)],
        threshold: ["silentFraction": 1],
        message: "\(units(run, onset == 0 ? lowest : highest)) silent on every probe example "
          + (onset == 0 ? "from step 0" : "at every look from step \(onset) on")
          + (bypassed ? "; the shortcut goes around it." : "\(zeros)."),
        remedy: remedy(run))
    ])
  }

  /// What this run has not got yet.
  private func remedy(_ run: RunEvidence) -> String {
    let c = run.record.configuration
    var parts: [String] = []
    if c.initializer != run.activation.matchingInitializer {
      parts.append("\(run.activation.matchingInitializer) in place of \(c.initializer)")
    }
    parts += ["more units", "a lower learning rate"]
    if !c.residual { parts.append("residual connections") }
    let text = parts.joined(separator: ", ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  /// A layer that is dead from the start silences those above it; later the highest is the first
  /// that δ meets.
  private func units(_ run: RunEvidence, _ layer: Int) -> String {
    let count = run.record.layers[layer - 1].fanOut
    return count == 1
      ? "The only unit of layer \(layer) is" : "All \(count) units of layer \(layer) are"
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
