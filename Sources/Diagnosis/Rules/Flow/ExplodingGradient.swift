import Records
import Texts

/// GS102: the backpropagated signal grows toward the input, or the gradient grows over the run.
public struct ExplodingGradient: ChainRule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS102", name: "exploding-gradient",
      detects: "δ grows on its way from the output to layer 1, or the gradient norm over time.",
      why: """
        The first layers take steps far larger than the last ones, and one unlucky batch throws \
        the weights out of the region where the network works. Growth over the layers is there at \
        step 0, long before anything overflows.
        """,
      quantities: [.deltaRMS], requires: "for growth over time the global gradient norm",
      thresholds: [.explodedGrowth, .explodedOverTime, .heldBackProgress],
      causes: [
        Cause("GS501", isCure: true),
        .batchNormOfTwo, Cause("GS301") { cause, _ in !cause.isOfSmallWeights },
        // What grows later, too large steps made grow.
        Cause("GS303") { _, consequence in !consequence.isFromTheStart },
      ],
      remedies: [
        Remedy(.matchingInitializer),
        Remedy(.branchScale(nil)), Remedy(.lowerRate()),
        Remedy(.clipping(isLower: false)),
      ],
      references: [
        "Y. Bengio et al., 1994", "R. Pascanu et al., ICML 2013", "B. Hanin, NeurIPS 2018",
      ])
  }

  public func examine(_ chain: ChainEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard chain.firstEntry != nil, chain.count >= 1 else {
      return .notApplicable(.needs("a \(chain.noun) and a time point", .chains))
    }
    // The gradient norm is the run's, not a chain's: it is said once.
    let isMain = chain.chain == chain.record.mainChain
    return .findings(
      [
        alongChain(chain, thresholds),
        isMain ? overTime(chain.record, chain.learning, thresholds, remedies(chain)) : nil,
      ].compactMap { $0 })
  }

  private func alongChain(_ chain: ChainEvidence, _ thresholds: Thresholds) -> Finding? {
    guard chain.count >= 2 else { return nil }
    func growth(_ entry: Int) -> Double {
      chain[entry, 1].deltaRMS / chain[entry, chain.count].deltaRMS
    }
    let presence = chain.presence { entry in
      let value = growth(entry)
      return value > thresholds[.explodedGrowth] && value.isFinite
    }
    guard let presence, presence.isTelling, !isQuietEnd(chain, presence) else { return nil }
    let entry = presence.entry
    let flow = GradientFlow(chain, at: entry)
    var evidence = ["deltaFirstOverLast": growth(entry)]
    evidence.merge(flow.evidence) { first, _ in first }
    let healthy = HealthyFactor.most(thresholds[.explodedGrowth], depth: chain.count)
    if let healthy { evidence["healthyDecayPerLayer"] = healthy }
    return Finding(
      of: description, severity: severity(chain, presence, thresholds),
      at: chain.place(chain.all), steps: presence.steps,
      evidence: evidence, threshold: ["deltaFirstOverLast": thresholds[.explodedGrowth]],
      message: "\(chain.delta(1)) is "
        + "\(NumberText.compared(growth(entry), with: thresholds[.explodedGrowth]).value) times "
        + "\(chain.delta(chain.count))\(chain.ofChain) (step \(chain.history.steps[entry])), "
        + "\(presence.words).\(flow.sentence(beside: healthy))"
        + HealthyFactor.words(
          most: healthy, of: chain, beside: flow.average,
          also: flow.matchedWords { $0 <= healthy ?? .infinity }),
      remedies: remedies(chain))
  }

  /// Whether nothing grew: a run that learned is fitted, δ is smaller everywhere than at the start, and in the last
  /// places it just fell more than in the first.
  private func isQuietEnd(_ chain: ChainEvidence, _ presence: Presence) -> Bool {
    guard !chain.learning.isHeldBack, !presence.atStart, !presence.atStepZero,
      let start = chain.firstEntry
    else { return false }
    return chain[presence.entry, 1].deltaRMS <= chain[start, 1].deltaRMS
  }

  /// What this run has not got yet.
  private func remedies(_ chain: ChainEvidence) -> [Remedy] {
    var list: [Remedy] = []
    let isMatched = chain.matchingInitializer == nil
    if chain.isResidual {
      if let remedy = chain.smallerBranches { list.append(remedy) }
    } else if chain.norm?.usesBatch ?? false {
      list += [
        Remedy(
          .residual(scale: nil),
          ": batch norm without shortcuts multiplies δ by more than 1 at every layer"),
        Remedy(.normalization("layer"), " in place of batch norm"),
      ]
    } else if chain.norm == nil, let remedy = chain.matchingInitializer {
      list.append(remedy)
    }
    // In a plain network that is said already.
    let excess =
      chain.activation.map {
        GradientFlow(chain, at: chain.firstEntry ?? 0).weightGain / $0.matchingGain
      }
      ?? .nan
    if !isMatched, excess > 1.5, chain.isResidual || chain.norm != nil,
      let activation = chain.activation
    {
      list.insert(
        Remedy(
          activation.drawnToMatch,
          ": the weights began \(NumberText.short(excess)) times as large"), at: 0)
    }
    list += [Remedy(.lowerRate()), Remedy(.clipping(isLower: chain.facts.clipNorm != nil))]
    return list
  }

  /// What grew while the run learned, and is there at the end only, is how it learned; what was there from
  /// the start costs something.
  private func severity(
    _ chain: ChainEvidence, _ presence: Presence, _ thresholds: Thresholds
  ) -> Severity {
    if presence.wasMended { return .note }
    let cameFar = !chain.learning.isHeldBack
    return cameFar && !presence.atStart && !presence.atStepZero ? .note : severity(chain)
  }

  private func severity(_ chain: ChainEvidence) -> Severity {
    severity(chain.record, chain.learning)
  }

  public var examples: [RuleExample] {
    [
      RuleExample(
        title: "a factor √2 a layer over ten layers, loss not finite",
        record: ExampleRecord.make(
          activation: "relu", deltaFactor: 1.5, finalLoss: 2.5, status: .diverged),
        triggers: true),
      RuleExample(
        title: "δ falls in every layer of a run that learned, in the last ones the most",
        record: ExampleRecord.make(activation: "tanh") { step, layer, statistics in
          if step > 100 { statistics.deltaRMS *= layer > 5 ? 1e-5 : 1e-3 }
        }, triggers: false),
      RuleExample(
        title: "a factor 1.05 a layer: theory's √e for scaled residual branches",
        record: ExampleRecord.make(deltaFactor: 1.05), triggers: false),
    ]
  }
}
