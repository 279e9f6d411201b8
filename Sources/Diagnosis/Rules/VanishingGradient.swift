import Records
import Texts

/// GS101: the backpropagated signal does not reach the first layers.
public struct VanishingGradient: Rule {
  /// The rule has no state.
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      code: "GS101", name: "vanishing-gradient",
      detects: "δ, the backpropagated signal, shrinks on its way from the output to layer 1.",
      why: """
        Layers that receive almost no δ almost do not move, so the network learns with its last \
        layers only, or not at all. The weight gradient alone does not show it: it is the product \
        of δ and the activation below, and can be flat over the layers while both shrink.
        """,
      requires: "deltaRMS, derivativeRMS and weightNorm of every hidden layer",
      remedy: "Use ReLU with He initialization, residual connections or normalization.",
      references: [
        "S. Hochreiter, 1991", "X. Glorot, Y. Bengio, AISTATS 2010",
        "K. He et al., ICCV 2015",
      ],
      confusions: """
        Where a run that learned a little was held back by its first layers, and where it was just slow, \
        is drawn at 15 % of the way from guessing to loss 0: below it is an error, above it a warning.
        """)
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard run.depth >= 2, run.history.count > 0 else {
      return .notApplicable("needs at least two hidden layers and one time point")
    }
    let depth = run.depth
    func share(_ entry: Int, _ layer: Int) -> Double {
      let reference = run.history[entry, depth].deltaRMS
      return reference == 0 ? 0 : run.history[entry, layer].deltaRMS / reference
    }
    // In all hidden layers: one that explodes below a small δ_L is another finding.
    func starving(_ entry: Int) -> Bool {
      let most = (1...depth).map { run.history[entry, $0].deltaRMS }.max() ?? 0
      return most < thresholds.vanishedAtOutputShare * run.history[entry, depth + 1].deltaRMS
    }
    func isBelowDeadLayer(_ entry: Int) -> Bool {
      ZeroDelta.locate(run, at: entry)?.cause == .deadLayer
    }
    func vanishes(_ entry: Int) -> Bool {
      (share(entry, 1) < thresholds.vanishedShare || starving(entry))
        && !isBelowDeadLayer(entry) && !run.isFitted(at: entry)
    }
    // Zeros below a layer that died are that layer's finding, unless δ had vanished before: a
    // layer's death does not heal it.
    let wasThere = vanishes(0)
    let presence = run.presence { vanishes($0) || wasThere && isBelowDeadLayer($0) }
    guard let presence, presence.isTelling else { return .findings([]) }
    let entry = presence.entry
    let total = share(entry, 1)
    let affected =
      starving(entry)
      ? 1...depth
      : 1...max((1...depth).last { share(entry, $0) < thresholds.vanishedShare } ?? 1, 1)
    let severity = severity(run, presence, total: total, thresholds)
    let flow = GradientFlow(run, at: entry)
    var evidence = [
      "deltaFirstOverLast": total,
      "deltaFirst": run.history[entry, 1].deltaRMS,
      "deltaLast": run.history[entry, depth].deltaRMS,
    ]
    evidence.merge(flow.evidence) { first, _ in first }
    let healthy = HealthyFactor.least(thresholds.vanishedShare, depth: depth)
    if let healthy { evidence["healthyDecayPerLayer"] = healthy }
    return .findings([
      Finding(
        of: description, severity: severity, layers: affected, steps: presence.steps,
        evidence: evidence,
        threshold: [
          "deltaFirstOverLast": thresholds.vanishedShare,
          "deltaLastOverOutput": thresholds.vanishedAtOutputShare,
        ],
        message: message(run, presence, entry: entry, total: total, flow: flow)
          + HealthyFactor.words(
            least: healthy, depth: depth,
            also: flow.matchedWords { $0 >= healthy ?? 0 }),
        remedy: flow.remedy ?? remedy(run), cause: flow.cause)
    ])
  }

  /// What this run has not got yet.
  private func remedy(_ run: RunEvidence) -> String {
    let c = run.record.configuration
    var parts: [String] = []
    if !(run.activation.name == "relu" && c.initializer == "he-normal") {
      parts.append("ReLU with He initialization")
    }
    if !c.residual { parts.append("residual connections") }
    if c.norm == "none" { parts.append("normalization") }
    if parts.isEmpty { parts.append("fewer layers") }
    return "Use \(parts.joined(separator: ", or "))."
  }

  private func severity(
    _ run: RunEvidence, _ presence: Presence, total: Double, _ thresholds: Thresholds
  ) -> Severity {
    if presence.wasMended { return .note }
    // It learned, if with its last layers only: it is held back, and no more, unless it came nowhere.
    if run.learning.learned {
      guard presence.atEnd else { return .note }
      return run.learning.progress < thresholds.littleProgress ? .error : .warning
    }
    if run.learning.learnedNothing { return .error }
    // Adam and its like divide by the gradient's size: a layer with little of it moves all the same.
    if run.isAdaptive { return .warning }
    return total < thresholds.hopelessShare ? .error : .warning
  }

  private func message(
    _ run: RunEvidence, _ presence: Presence, entry: Int, total: Double, flow: GradientFlow
  ) -> String {
    let top = run.history[entry, run.depth].deltaRMS
    let size =
      total == 0
      ? "δ is exactly 0 in layer 1"
      : "δ in layer 1 is \(NumberText.short(total)) of δ in layer \(run.depth)"
    let floor = total > 0.01 ? "; δ in layer \(run.depth) itself is \(NumberText.short(top))" : ""
    return "\(size)\(floor) (step \(run.history.steps[entry])), \(presence.words). \(flow.words)"
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
