import Records
import Texts

/// GS105: on its way forward the signal shrinks until the last layers see almost nothing of it.
public struct SignalCollapse: ChainRule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS105", name: "signal-collapse",
      detects: "The deviation of the activations shrinks from layer 1 to layer L.",
      why: """
        The last layers see inputs that hardly differ, so that the output hardly depends on the \
        input; and the weight gradient, a product of activation and δ, shrinks with it. It is \
        apart \
        from δ: with Xavier in ReLU both shrink alike, and the profile of their product is flat. A \
        signal that becomes the same for all examples at a constant deviation over the units, as a \
        deep sigmoid's does, is not seen here but by its δ.
        """,
      quantities: [.activationStd], requires: "a chain on the axis of depth",
      thresholds: [.collapsedShare, .hopelessShare, .heldBackProgress],
      causes: [
        Cause("GS304", isCure: true), Cause("GS306", isCure: true), .batchNormOfTwo,
        Cause("GS301") { cause, _ in cause.isOfSmallWeights },
      ],
      remedies: [
        Remedy(.matchingInitializer), Remedy(.residual(scale: nil)),
        Remedy(.normalization(nil)),
      ],
      references: [
        "B. Poole et al., NeurIPS 2016", "S. Schoenholz et al., ICLR 2017",
        "X. Glorot, Y. Bengio, AISTATS 2010",
      ])
  }

  public func examine(_ chain: ChainEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard chain.chain.axis == .depth else {
      return .notApplicable(
        .doesNotConcern("a state in time begins from 0 and need not keep its size"))
    }
    guard chain.count >= 2, let start = chain.firstEntry else {
      return .notApplicable(
        .needs("at least two \(chain.noun)s and one time point", .chains))
    }
    let depth = chain.count
    func share(_ entry: Int, _ layer: Int) -> Double {
      chain[entry, layer].activationStd / chain[entry, 1].activationStd
    }
    func isBelowDeadLayer(_ entry: Int) -> Bool {
      ZeroDelta.locate(chain, at: entry)?.cause == .deadLayer
    }
    func collapses(_ entry: Int) -> Bool {
      share(entry, depth) < thresholds[.collapsedShare] && !isBelowDeadLayer(entry)
    }
    // A layer whose units are all silent is another finding, unless the signal had collapsed
    // before.
    let wasThere = collapses(start)
    let presence = chain.presence { collapses($0) || wasThere && isBelowDeadLayer($0) }
    guard let presence, presence.atStart || presence.atEnd else { return .findings([]) }
    let end = DeadEnd(chain)
    let entry = presence.entry(before: end)
    let first = chain.positions.first { share(entry, $0) < thresholds[.collapsedShare] } ?? depth
    let total = share(entry, depth)
    let healthy = HealthyFactor.least(thresholds[.collapsedShare], depth: depth)
    var evidence = [
      "activationStdLastOverFirst": total,
      "activationStdFirst": chain[entry, 1].activationStd,
      "activationStdLast": chain[entry, depth].activationStd,
    ]
    let factor = chain.decay(.activationStd, at: entry)
    let average = chain.meanFactor(.activationStd, at: entry)
    if let factor { evidence["decayPerLayer"] = factor }
    if let healthy { evidence["healthyDecayPerLayer"] = healthy }
    return .findings([
      Finding(
        of: description, severity: severity(chain, presence, total: total, thresholds),
        at: chain.place(first...depth), steps: presence.steps(before: end), evidence: evidence,
        threshold: ["activationStdLastOverFirst": thresholds[.collapsedShare]],
        message:
          "The activations of \(chain.label(depth)) deviate by \(NumberText.short(total)) of "
          + "those of \(chain.label(1))\(chain.ofChain) "
          + "(\(NumberText.short(chain[entry, depth].activationStd)) against "
          + "\(NumberText.short(chain[entry, 1].activationStd)), step "
          + "\(chain.history.steps[entry])), \(presence.words(before: end)): "
          + "\(HealthyFactor.text(average, beside: healthy, of: chain)) a \(chain.noun) on average."
          + ((end?.lastMeasured == nil ? nil : end).map {
            " From step \($0.step) on they are exactly 0, as every unit of "
              + "\(chain.label($0.layer)) is silent."
          } ?? "")
          + HealthyFactor.words(least: healthy, of: chain, beside: average),
        remedies: GradientFlow(chain, at: entry).remedies)
    ])
  }

  private func severity(
    _ chain: ChainEvidence, _ presence: Presence, total: Double, _ thresholds: Thresholds
  ) -> Severity {
    if chain.learning.learned {
      return presence.atEnd && chain.learning.isHeldBack
        ? .warning : .note
    }
    if chain.learning.learnedNothing { return .error }
    return total < thresholds[.hopelessShare]
      && !(chain.facts.optimizer?.dividesByGradientSize ?? false) ? .error : .warning
  }

  public var examples: [RuleExample] {
    func shrinking(_ factor: Double) -> RunRecord {
      ExampleRecord.make(finalLoss: factor < 0.5 ? 2.3 : 0.1) { _, layer, statistics in
        for _ in 1..<layer { statistics.activationStd *= factor }
      }
    }
    return [
      RuleExample(title: "a factor 0.08 a layer", record: shrinking(0.08), triggers: true),
      RuleExample(title: "a factor 0.9 a layer", record: shrinking(0.9), triggers: false),
      RuleExample(
        title: "layers above a dead one, which is another finding",
        record: ExampleRecord.make(activation: "relu", finalLoss: 2.3) { _, layer, statistics in
          guard layer <= 10 else { return }
          statistics.deltaRMS = 0
          statistics.preactivationRMS = 1
          if layer >= 4 {
            statistics.activationStd = 0
            statistics.zeroFraction = 1
          }
        }, triggers: false),
    ]
  }
}

extension Threshold {
  /// Deviation of the activations of the last place below this share of that of the first.
  static let collapsedShare = Threshold(
    "collapsedShare", 1e-2, .share,
    "deviation of the activations of layer L below this share of layer 1's",
    because:
      "at 1 % the last layers see a hundredth of what the first ones see; ReLU with Xavier at "
      + "depth 10, which trains, keeps 4 %")
}
