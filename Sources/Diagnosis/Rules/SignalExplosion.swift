import Records
import Texts

/// GS106: on its way forward the signal grows from layer to layer.
public struct SignalExplosion: Rule {
  /// The rule has no state.
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      code: "GS106", name: "signal-explosion",
      detects: "The RMS of the pre-activations grows from layer 1 to layer L, far above 1.",
      why: """
        The outputs begin far from 0, so that a softmax is certain of answers that it drew by lot; \
        saturating units saturate; and a small step of the weights moves the outputs far. It is apart \
        from δ: a residual network without a scale grows both ways.
        """,
      requires: "preactivationRMS of every hidden layer",
      remedy: "Use the initialization made for the activation, or normalization.",
      references: [
        "B. Hanin, NeurIPS 2018", "H. Zhang et al., \"Fixup initialization\", ICLR 2019",
      ],
      confusions: """
        Pre-activations that have become infinite have no ratio: with units that level off the loss can \
        stay finite, and GS103 alone says what happened.
        """)
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard run.depth >= 2, run.history.count > 0 else {
      return .notApplicable("needs at least two hidden layers and one time point")
    }
    let depth = run.depth
    func growth(_ entry: Int) -> Double {
      run.history[entry, depth].preactivationRMS / run.history[entry, 1].preactivationRMS
    }
    let presence = run.presence { entry in
      let value = growth(entry)
      // Small first weights let biases grow the signal to its usual size: that is none.
      return value > thresholds.explodedSignal && value.isFinite
        && run.history[entry, depth].preactivationRMS > thresholds.explodedSignal
    }
    // A network that learned may have made its last layers louder: that is no explosion.
    guard let presence,
      presence.atStart || presence.atStepZero || presence.atEnd && !run.learning.learned
    else { return .findings([]) }
    let entry = presence.entry
    let total = growth(entry)
    let factor = DecayPerLayer.forward(run.profile(\.preactivationRMS, at: entry))
    let healthy = HealthyFactor.most(thresholds.explodedSignal, depth: depth)
    var evidence = [
      "preactivationLastOverFirst": total,
      "preactivationFirst": run.history[entry, 1].preactivationRMS,
      "preactivationLast": run.history[entry, depth].preactivationRMS,
    ]
    if let factor { evidence["growthPerLayer"] = factor }
    if let healthy { evidence["healthyGrowthPerLayer"] = healthy }
    return .findings([
      Finding(
        of: description, severity: presence.wasMended ? .note : severity(run, thresholds),
        layers: 1...depth,
        steps: presence.steps, evidence: evidence,
        threshold: ["preactivationLastOverFirst": thresholds.explodedSignal],
        message: "The pre-activations of layer \(depth) are \(NumberText.short(total)) times those "
          + "of layer 1 (RMS \(NumberText.short(run.history[entry, depth].preactivationRMS)), step "
          + "\(run.history.steps[entry])), \(presence.words): \(NumberText.factor(factor)) a layer."
          + HealthyFactor.words(most: healthy, depth: depth),
        remedy: presence.atStart || presence.wasMended
          ? remedy(run)
          : "Lower the learning rate (it is "
            + "\(NumberText.short(run.record.configuration.learningRate))): it grew while training."
      )
    ])
  }

  private func severity(_ run: RunEvidence, _ thresholds: Thresholds) -> Severity {
    if run.record.status == .diverged || run.learning.learnedNothing { return .error }
    return run.learning.progress >= thresholds.heldBackProgress ? .note : .warning
  }

  /// What this run has not got yet.
  private func remedy(_ run: RunEvidence) -> String {
    let c = run.record.configuration
    var parts: [String] = []
    let depthScale = 1 / Double(max(run.depth, 1)).squareRoot()
    if c.residual, (c.residualScale ?? 1) > 1.01 * depthScale {
      parts.append("scale residual branches by 1/√L = \(NumberText.short(depthScale)), or less")
    }
    if c.initializer != run.activation.matchingInitializer {
      parts.append("initialize with \(run.activation.matchingInitializer)")
    }
    if c.norm == "none" { parts.append("add normalization") }
    if parts.isEmpty { parts.append("lower the learning rate") }
    let text = parts.joined(separator: ", or ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  public var examples: [RuleExample] {
    func growing(_ factor: Double) -> RunRecord {
      ExampleRecord.make(activation: "relu") { _, layer, statistics in
        statistics.preactivationRMS = 1
        for _ in 1..<layer { statistics.preactivationRMS *= factor }
      }
    }
    return [
      RuleExample(
        title: "√2 a layer, as in a residual network without a scale", record: growing(1.414),
        triggers: true),
      RuleExample(
        title: "1.05 a layer, as with a scale of 1/√L", record: growing(1.05), triggers: false),
    ]
  }
}
