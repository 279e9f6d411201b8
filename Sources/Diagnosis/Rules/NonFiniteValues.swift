import TrainingRecords

/// GS103: some value was NaN or infinite. NaN is never healthy, and a comparison with NaN is never
/// what decides.
public struct NonFiniteValues: Rule {
  /// The rule has no state.
  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      code: "GS103", name: "non-finite-values",
      detects: "A NaN or an infinity in activations, δ, weight gradients, weights or the loss.",
      why: "One such value reaches every weight within a step or two; nothing after it counts.",
      requires: "counts of non-finite values in every layer",
      remedy: """
        Lower the learning rate, clip the gradient norm, check the data for NaN, and look at the \
        layer where it began.
        """,
      references: ["R. Pascanu et al., ICML 2013"])
  }

  public func examine(_ run: RunEvidence, thresholds: Thresholds) -> RuleOutcome {
    guard run.history.count > 0 else { return .notApplicable("needs a time point") }
    let history = run.history
    for entry in 0..<history.count {
      let step = history.steps[entry]
      guard let origin = origin(run, entry) else { continue }
      let total = (1...history.layerCount).reduce(0) { $0 + history[entry, $1].nonFinite }
      return .findings([
        Finding(
          of: description, severity: .error, layers: origin.layer...origin.layer,
          steps: step...run.lastStep,
          evidence: ["values": Double(total), "firstStep": Double(step)],
          threshold: ["values": 0],
          message: "The first value that is not finite: \(origin.tensor), layer \(origin.layer), "
            + "step \(step); \(total) such values in all tensors of that step.")
      ])
    }
    return .findings([])
  }

  /// Where it began within a step: weights were made by the update before, then the forward pass
  /// goes up, the backward pass comes down.
  private func origin(_ run: RunEvidence, _ entry: Int) -> (tensor: String, layer: Int)? {
    let history = run.history
    let up = Array(1...max(history.layerCount, 1))
    guard history.layerCount > 0 else { return nil }
    if let layer = up.first(where: { history[entry, $0].nonFiniteWeights > 0 }) {
      return ("weights", layer)
    }
    if let layer = up.first(where: { history[entry, $0].nonFiniteActivations > 0 }) {
      return ("activations", layer)
    }
    if let layer = up.last(where: { history[entry, $0].nonFiniteDeltas > 0 }) {
      return ("δ", layer)
    }
    if let layer = up.last(where: { history[entry, $0].nonFiniteGradients > 0 }) {
      return ("weight gradient", layer)
    }
    return history.loss[entry].isFinite ? nil : ("loss", history.layerCount)
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
