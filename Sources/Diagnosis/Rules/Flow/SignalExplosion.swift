import Records
import Texts

/// GS106: on its way forward the signal grows from layer to layer.
public struct SignalExplosion: ChainRule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS106", name: "signal-explosion",
      detects: "The RMS of the pre-activations grows from layer 1 to layer L, far above 1.",
      why: """
        The outputs begin far from 0, so that a softmax is certain of answers that it drew by lot; \
        saturating units saturate; and a small step of the weights moves the outputs far. It is apart \
        from δ: a residual network without a scale grows both ways.
        """,
      quantities: [.preactivationRMS],
      thresholds: [.explodedSignal, .heldBackProgress],
      causes: [
        .batchNormOfTwo,
        Cause("GS301") { cause, _ in !cause.isOfSmallWeights },
        // Outputs that have to reach large targets.
        Cause("GS501", isCure: true) { cause, consequence in
          cause.cause == "targets not scaled" && !consequence.isFromTheStart
        },
        Cause("GS303") { _, consequence in !consequence.isFromTheStart },
      ],
      remedies: [
        Remedy(.matchingInitializer), Remedy(.normalization(nil)),
      ],
      references: [
        "B. Hanin, NeurIPS 2018", "H. Zhang et al., \"Fixup initialization\", ICLR 2019",
      ],
      confusions: """
        Pre-activations that have become infinite have no ratio: with units that level off the loss can \
        stay finite, and GS103 alone says what happened.
        """)
  }

  public func examine(_ chain: ChainEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard chain.count >= 2, chain.firstEntry != nil else {
      return .notApplicable(
        .needs("at least two \(chain.noun)s and one time point", .chains))
    }
    let depth = chain.count
    func growth(_ entry: Int) -> Double {
      chain[entry, depth].preactivationRMS / chain[entry, 1].preactivationRMS
    }
    let presence = chain.presence { entry in
      let value = growth(entry)
      // Small first weights let biases grow the signal to its usual size: that is none.
      return value > thresholds[.explodedSignal] && value.isFinite
        && chain[entry, depth].preactivationRMS > thresholds[.explodedSignal]
    }
    // A network that learned may have made its last layers louder: that is no explosion.
    guard let presence,
      presence.atStart || presence.atStepZero || presence.atEnd && !chain.learning.learned
    else { return .findings([]) }
    let entry = presence.entry
    let total = growth(entry)
    let factor = chain.decay(.preactivationRMS, at: entry)
    let average = chain.meanFactor(.preactivationRMS, at: entry)
    let healthy = HealthyFactor.most(thresholds[.explodedSignal], depth: depth)
    var evidence = [
      "preactivationLastOverFirst": total,
      "preactivationFirst": chain[entry, 1].preactivationRMS,
      "preactivationLast": chain[entry, depth].preactivationRMS,
    ]
    if let factor { evidence["growthPerLayer"] = factor }
    if let healthy { evidence["healthyGrowthPerLayer"] = healthy }
    return .findings([
      Finding(
        of: description, severity: presence.wasMended ? .note : severity(chain, thresholds),
        at: chain.place(chain.all),
        steps: presence.steps, evidence: evidence,
        threshold: ["preactivationLastOverFirst": thresholds[.explodedSignal]],
        message:
          "The pre-activations of \(chain.label(depth)) are "
          + "\(NumberText.compared(total, with: thresholds[.explodedSignal]).value) times "
          + "those of \(chain.label(1))\(chain.ofChain) (RMS \(NumberText.short(chain[entry, depth].preactivationRMS)), step "
          + "\(chain.history.steps[entry])), \(presence.words): "
          + "\(HealthyFactor.text(average, beside: healthy, of: chain)) a \(chain.noun) on average."
          + HealthyFactor.words(most: healthy, of: chain, beside: average),
        remedies: presence.atStart || presence.wasMended
          ? remedies(chain)
          : [Remedy(.lowerRate(), "\(chain.rateNow): it grew while training")])
    ])
  }

  private func severity(_ chain: ChainEvidence, _ thresholds: Thresholds) -> Severity {
    if chain.record.status == .diverged || chain.learning.learnedNothing { return .error }
    return !chain.learning.isHeldBack ? .note : .warning
  }

  /// What this run has not got yet.
  private func remedies(_ chain: ChainEvidence) -> [Remedy] {
    let list = [chain.smallerBranches, chain.matchingInitializer, chain.normalization]
      .compactMap { $0 }
    return list.isEmpty ? [Remedy(.lowerRate())] : list
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

extension Threshold {
  /// RMS of z in the last place above this, where activations were made for 1, and above this multiple of
  /// the first's.
  static let explodedSignal = Threshold(
    "explodedSignal", 10, "RMS of z in layer L above this, and above this multiple of layer 1's",
    because: "scaled residual branches, which train, reach √e = 1.6, unscaled ones 32 at depth 10; "
      + "draws of healthy networks differ by a factor of 2 or 3")
}
