import Records
import Texts

/// GS105: on its way forward the signal shrinks until the last layers see almost nothing of it.
public struct SignalCollapse: Rule {
  /// The rule has no state.
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      code: "GS105", name: "signal-collapse",
      detects: "The deviation of the activations shrinks from layer 1 to layer L.",
      why: """
        The last layers see inputs that hardly differ, so that the output hardly depends on the \
        input; and the weight gradient, a product of activation and δ, shrinks with it. It is apart \
        from δ: with Xavier in ReLU both shrink alike, and the profile of their product is flat. A \
        signal that becomes the same for all examples at a constant deviation over the units, as a \
        deep sigmoid's does, is not seen here but by its δ.
        """,
      requires: "activationStd and activationRMS of every hidden layer",
      remedy:
        "Use the initialization made for the activation, residual connections or normalization.",
      references: [
        "B. Poole et al., NeurIPS 2016", "S. Schoenholz et al., ICLR 2017",
        "X. Glorot, Y. Bengio, AISTATS 2010",
      ])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard run.depth >= 2, run.history.count > 0 else {
      return .notApplicable("needs at least two hidden layers and one time point")
    }
    let depth = run.depth
    func share(_ entry: Int, _ layer: Int) -> Double {
      run.history[entry, layer].activationStd / run.history[entry, 1].activationStd
    }
    func isBelowDeadLayer(_ entry: Int) -> Bool {
      ZeroDelta.locate(run, at: entry)?.cause == .deadLayer
    }
    func collapses(_ entry: Int) -> Bool {
      share(entry, depth) < thresholds.collapsedShare && !isBelowDeadLayer(entry)
    }
    // A layer whose units are all silent is another finding, unless the signal had collapsed before.
    let wasThere = collapses(0)
    let presence = run.presence { collapses($0) || wasThere && isBelowDeadLayer($0) }
    guard let presence, presence.atStart || presence.atEnd else { return .findings([]) }
    let entry = presence.entry
    let first = (1...depth).first { share(entry, $0) < thresholds.collapsedShare } ?? depth
    let total = share(entry, depth)
    let healthy = HealthyFactor.least(thresholds.collapsedShare, depth: depth)
    var evidence = [
      "activationStdLastOverFirst": total,
      "activationStdFirst": run.history[entry, 1].activationStd,
      "activationStdLast": run.history[entry, depth].activationStd,
    ]
    let factor = DecayPerLayer.forward(run.profile(\.activationStd, at: entry))
    if let factor { evidence["decayPerLayer"] = factor }
    if let healthy { evidence["healthyDecayPerLayer"] = healthy }
    return .findings([
      Finding(
        of: description, severity: severity(run, presence, total: total, thresholds),
        layers: first...depth, steps: presence.steps, evidence: evidence,
        threshold: ["activationStdLastOverFirst": thresholds.collapsedShare],
        message: "The activations of layer \(depth) deviate by \(NumberText.short(total)) of those "
          + "of layer 1 (\(NumberText.short(run.history[entry, depth].activationStd)) against "
          + "\(NumberText.short(run.history[entry, 1].activationStd)), step "
          + "\(run.history.steps[entry])), \(presence.words): \(NumberText.factor(factor)) a layer."
          + HealthyFactor.words(least: healthy, depth: depth),
        remedy: remedy(run, at: entry))
    ])
  }

  private func severity(
    _ run: RunEvidence, _ presence: Presence, total: Double, _ thresholds: Thresholds
  ) -> Severity {
    if run.learning.learned {
      return presence.atEnd && run.learning.progress < thresholds.heldBackProgress
        ? .warning : .note
    }
    if run.learning.learnedNothing { return .error }
    return total < thresholds.hopelessShare && !run.isAdaptive ? .error : .warning
  }

  /// What the parts of the factor say, going forward as going back.
  private func remedy(_ run: RunEvidence, at entry: Int) -> String? {
    GradientFlow(run, at: entry).remedy
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
