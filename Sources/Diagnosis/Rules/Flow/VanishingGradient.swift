import Records
import Texts

/// GS101: the backpropagated signal does not reach the first layers.
public struct VanishingGradient: ChainRule {
  public var description: RuleDescription {
    RuleDescription(
      code: "GS101", name: "vanishing-gradient",
      detects: "δ, the backpropagated signal, shrinks on its way from the output to layer 1.",
      why: """
        Layers that receive almost no δ almost do not move, so the network learns with its last \
        layers only, or not at all. The weight gradient alone does not show it: it is the product \
        of δ and the activation below, and can be flat over the layers while both shrink.
        """,
      quantities: [.deltaRMS],
      requires: "derivativeRMS and weightNorm, to say whether activation or weights are to blame",
      thresholds: [
        .vanishedShare, .vanishedAtOutputShare, .hopelessShare, .littleProgress, .fittedDelta,
      ],
      causes: [
        Cause("GS502") { $1.cause == "output passes nothing" },
        Cause("GS604", isCure: true) { !Set($0.places).isDisjoint(with: $1.places) },
        Cause("GS304"), Cause("GS306", isCure: true), .batchNormOfTwo,
        Cause("GS301") { $0.isOfSmallWeights && $1.blamesSmallWeights },
        Cause("GS201") { $1.cause == "units saturated" },
        // What began to vanish after units died.
        Cause("GS202") { !$0.isFromTheStart && !$1.isFromTheStart },
      ],
      remedies: [
        Remedy(.activation("relu", initializer: "he-normal")), Remedy(.residual(scale: nil)),
        Remedy(.normalization(nil)),
      ],
      references: [
        "S. Hochreiter, 1991", "X. Glorot, Y. Bengio, AISTATS 2010",
        "K. He et al., ICCV 2015",
      ],
      confusions: """
        Where a run that learned a little was held back by its first layers, and where it was just slow, \
        is drawn at 15 % of the way from guessing to loss 0: below it is an error, above it a \
        warning.
        """)
  }

  public func examine(_ chain: ChainEvidence, thresholds: Thresholds) -> RuleOutcome {
    if let silent = SilentOutput(chain) { return .findings([finding(silent, of: chain)]) }
    guard chain.count >= 2, let start = chain.firstEntry else {
      return .notApplicable(
        .needs("at least two \(chain.noun)s and one time point", .chains))
    }
    let depth = chain.count
    func share(_ entry: Int, _ layer: Int) -> Double {
      let reference = chain[entry, depth].deltaRMS
      return reference == 0 ? 0 : chain[entry, layer].deltaRMS / reference
    }
    // In all hidden layers: one that explodes below a small δ_L is another finding.
    func starving(_ entry: Int) -> Bool {
      guard let output = chain.output(at: entry) else { return false }
      let most = chain.positions.map { chain[entry, $0].deltaRMS }.max() ?? 0
      return most < thresholds[.vanishedAtOutputShare] * output.deltaRMS
    }
    func isBelowDeadLayer(_ entry: Int) -> Bool {
      ZeroDelta.locate(chain, at: entry)?.cause == .deadLayer
    }
    func vanishes(_ entry: Int) -> Bool {
      (share(entry, 1) < thresholds[.vanishedShare] || starving(entry))
        && !isBelowDeadLayer(entry) && !chain.isFitted(at: entry)
    }
    // Zeros below a layer that died are that layer's finding, unless δ had vanished before: a
    // layer's death does not heal it.
    let wasThere = vanishes(start)
    let presence = chain.presence { vanishes($0) || wasThere && isBelowDeadLayer($0) }
    guard let presence, presence.isTelling else { return .findings([]) }
    let end = DeadEnd(chain)
    let entry = presence.entry(before: end)
    let total = share(entry, 1)
    let affected =
      starving(entry)
      ? chain.all
      : 1...max(chain.positions.last { share(entry, $0) < thresholds[.vanishedShare] } ?? 1, 1)
    let severity = severity(chain, presence, total: total, thresholds)
    let flow = GradientFlow(chain, at: entry)
    var evidence = [
      "deltaFirstOverLast": total,
      "deltaFirst": chain[entry, 1].deltaRMS,
      "deltaLast": chain[entry, depth].deltaRMS,
    ]
    evidence.merge(flow.evidence) { first, _ in first }
    let healthy = HealthyFactor.least(thresholds[.vanishedShare], depth: depth)
    if let healthy { evidence["healthyDecayPerLayer"] = healthy }
    return .findings([
      Finding(
        of: description, severity: severity, at: chain.place(affected),
        steps: presence.steps(before: end), evidence: evidence,
        threshold: [
          "deltaFirstOverLast": thresholds[.vanishedShare],
          "deltaLastOverOutput": thresholds[.vanishedAtOutputShare],
        ],
        message: starving(entry) && total >= thresholds[.vanishedShare]
          ? starved(chain, presence.words(before: end), entry: entry)
          : message(chain, presence.words(before: end), entry: entry, total: total, end: end)
            + flow.sentence(beside: healthy)
            + HealthyFactor.words(
              least: healthy, of: chain, beside: flow.average,
              also: flow.matchedWords { $0 >= healthy ?? 0 }),
        remedies: flow.remedies.isEmpty ? remedies(chain, healthy: healthy) : flow.remedies,
        cause: flow.cause)
    ])
  }

  private func finding(_ silent: SilentOutput, of chain: ChainEvidence) -> Finding {
    let lasts = silent.presence.atEnd
    let severity: Severity =
      silent.presence.wasMended || chain.learning.learned && !lasts
      ? .note : chain.learning.learned ? .warning : .error
    return Finding(
      of: description, severity: severity, at: chain.place(chain.all),
      steps: silent.presence.steps, evidence: ["deltaOutput": 0],
      threshold: ["deltaOutput": 0], message: silent.message, remedies: silent.remedies,
      cause: "output passes nothing")
  }

  /// What this run has not got yet.
  private func remedies(_ chain: ChainEvidence, healthy: Double?) -> [Remedy] {
    if chain.chain.axis == .time { return chain.recurrentRemedies(healthy: healthy) }
    var list: [Remedy] = []
    let best = chain.activation.map { $0.attainableSlope * $0.matchingGain >= 0.95 } ?? false
    if !best || !(chain.facts.initializer?.isMatching ?? false) {
      list.append(Remedy(.activation("relu", initializer: "he-normal")))
    }
    if !chain.isResidual { list.append(Remedy(.residual(scale: nil))) }
    if let remedy = chain.normalization { list.append(remedy) }
    if list.isEmpty { list.append(Remedy(.layers(times: 0.5))) }
    return list
  }

  private func severity(
    _ chain: ChainEvidence, _ presence: Presence, total: Double, _ thresholds: Thresholds
  ) -> Severity {
    if presence.wasMended { return .note }
    // It learned, if with its last layers only: it is held back, and no more, unless it came
    // nowhere.
    if chain.learning.learned {
      guard presence.atEnd else { return .note }
      return chain.learning.progress < thresholds[.littleProgress] ? .error : .warning
    }
    if chain.learning.learnedNothing { return .error }
    // Adam and its like divide by the gradient's size: a layer with little of it moves all the same. The
    // steps of a chain in time share their weights, and the last ones drown the first.
    if chain.chain.axis == .depth, chain.facts.optimizer?.dividesByGradientSize ?? false {
      return .warning
    }
    return total < thresholds[.hopelessShare] ? .error : .warning
  }

  private func message(
    _ chain: ChainEvidence, _ when: String, entry: Int, total: Double, end: DeadEnd?
  ) -> String {
    let top = chain[entry, chain.count].deltaRMS
    let last = chain.delta(chain.count)
    let size =
      total == 0
      ? "\(chain.delta(1)) is exactly 0"
      : "\(chain.delta(1)) is \(NumberText.short(total)) of \(last)"
    let floor = total > 0.01 ? "; \(last) itself is \(NumberText.short(top))" : ""
    // What was to be measured is gone then, and not as before.
    let after = (end?.lastMeasured == nil ? nil : end).map {
      "; from step \($0.step) on δ is exactly 0 in \(chain.label(1...$0.layer)), as every unit of "
        + "\(chain.label($0.layer)) is silent"
    }
    return "\(size)\(chain.ofChain)\(floor) (step \(chain.history.steps[entry])), "
      + "\(when)\(after ?? "")."
  }

  /// All layers hear little, the first no less than the last: what is lost is lost behind them.
  private func starved(_ chain: ChainEvidence, _ when: String, entry: Int) -> String {
    let most = chain.positions.map { chain[entry, $0].deltaRMS }.max() ?? 0
    let output = chain.output(at: entry)?.deltaRMS ?? .nan
    return "δ is \(NumberText.short(most)) at the most in any \(chain.noun)\(chain.ofChain), "
      + "where the output "
      + "has \(NumberText.short(output)) (step \(chain.history.steps[entry])), "
      + "\(when): what "
      + "leads from them to the output lets next to nothing back."
  }

  public var examples: [RuleExample] {
    [
      RuleExample(
        title: "a factor 0.24 a layer, loss at chance",
        record: ExampleRecord.make(
          activation: "sigmoid", deltaFactor: 0.24, finalLoss: 2.3), triggers: true),
      RuleExample(
        title: "δ exactly 0 in the first layers is the worst case, not one to skip",
        record: ExampleRecord.make(activation: "sigmoid", deltaFactor: 1e-40, finalLoss: 2.3),
        triggers: true),
      RuleExample(
        title: "δ flat over the layers", record: ExampleRecord.make(), triggers: false),
      RuleExample(
        title: "a factor 0.9 a layer over ten layers",
        record: ExampleRecord.make(deltaFactor: 0.9), triggers: false),
      RuleExample(
        title: "a single step of noise",
        record: ExampleRecord.make { step, layer, statistics in
          if step == 100, layer == 1 { statistics.deltaRMS = 1e-9 }
        }, triggers: false),
    ]
  }
}

extension Threshold {
  /// δ in the first places below this share of δ in the last.
  static let vanishedShare = Threshold(
    "vanishedShare", 1e-2, .share, "δ in the first layers below this share of δ in layer L",
    because: "at 1 % the first layers learn a hundred times more slowly than the last, which no "
      + "learning rate can bridge; ReLU with Xavier at depth 10, which trains, keeps 4 %")

  /// δ in all places below this share of δ at the output: all of them starve alike.
  static let vanishedAtOutputShare = Threshold(
    "vanishedAtOutputShare", 1e-4, .share,
    "δ in all hidden layers below this share of δ at the output",
    because: "N(0, 0.01²) in the output layer alone leaves about 10⁻²")

  /// A run whose δ vanishes to the end and whose loss has not come this far from guessing learned next to
  /// nothing because of it.
  static let littleProgress = Threshold(
    "littleProgress", 0.15, .share,
    "a run whose δ vanishes and whose loss has not come this far from guessing is sick of it",
    because:
      "three times what counts as having learned at all; runs that came further are held back, "
      + "and learn with their last layers")
}
