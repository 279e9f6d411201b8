import Foundation
import Records
import Texts

/// The factor per layer of δ, taken apart: δ_ℓ = (δ_{ℓ+1}·Wᵀ) ⊙ φ′, so
/// factor ≈ √E[φ′²] × √(fan-out · Var W), the activation's derivative times the weights' gain.
struct GradientFlow {
  /// exp of the slope of ln δ over layers 2…L, going back; nil where there is no slope.
  let factor: Double?
  /// Geometric mean of √E[φ′²] over the hidden layers below the last.
  let derivative: Double
  /// Geometric mean of ‖W‖_F / √fan-in over layers 2…L; the same as √(fan-out · Var W).
  let weightGain: Double
  /// Neither a shortcut nor a norm stands beside the product of derivative and weights.
  private let isProduct: Bool
  private let activation: ActivationDescription
  /// weightGain at step 0.
  private let firstWeightGain: Double
  private let weightDecay: Double
  /// RMS of z in the hidden layers, geometric mean.
  private let preactivation: Double
  /// Share of saturated entries in the hidden layers.
  private let saturated: Double

  init(_ run: RunEvidence, at entry: Int) {
    let depth = run.depth
    factor = DecayPerLayer.backward(run.profile(\.deltaRMS, at: entry))
    let below = (1..<max(depth, 2)).map { run.history[entry, min($0, depth)].derivativeRMS }
    func gain(_ entry: Int) -> Double {
      geometricMean(
        (min(2, depth)...max(depth, 1)).map { layer in
          run.history[entry, layer].weightNorm
            / Double(run.record.layers[layer - 1].fanIn).squareRoot()
        })
    }
    // Layers that the signal did not reach have φ′ = 0; they say nothing of the factor above them.
    let passing = below.filter { $0 > 0 }
    derivative = geometricMean(passing.isEmpty ? below : passing)
    weightGain = gain(entry)
    firstWeightGain = gain(0)
    weightDecay = run.record.configuration.weightDecay
    isProduct =
      !run.record.configuration.residual && run.record.configuration.norm == "none"
    activation = run.activation
    preactivation = geometricMean(run.profile(\.preactivationRMS, at: entry))
    saturated =
      run.profile(\.saturatedFraction, at: entry).reduce(0, +) / Double(max(depth, 1))
  }

  /// The activation loses gradient even with the initialization made for it.
  var blamesActivation: Bool { derivative * activation.matchingGain < 0.8 }
  /// The weights are smaller than the initialization made for this activation makes them.
  var blamesWeights: Bool { weightGain < 0.9 * activation.matchingGain }

  /// The weights are larger than it makes them.
  private var hasLargeWeights: Bool { 0.9 * weightGain > activation.matchingGain }

  /// The signal has shrunk to where φ is nearly a straight line through 0. For tanh that is where φ′
  /// is largest; for GELU or SiLU it is ½.
  private var isNearZero: Bool {
    !activation.saturates && preactivation < 0.5 && !activation.canGoSilent
  }

  /// They were large enough at first, and shrank.
  private var weightsShrank: Bool {
    blamesWeights && firstWeightGain >= 0.9 * activation.matchingGain
  }

  var evidence: [String: Double] {
    var evidence = ["derivativeRMS": derivative, "weightGain": weightGain]
    if let factor { evidence["decayPerLayer"] = factor }
    return evidence
  }

  /// Going back, what the initialization made for this activation leaves of δ at a layer at best:
  /// √E[φ′²] × gain. nil where a shortcut or a norm stands beside the product.
  var matched: Double? { isProduct ? activation.attainableSlope * activation.matchingGain : nil }

  /// Such as "; he-normal makes about ×1.0", and whether that is in the healthy range.
  func matchedWords(isHealthy: (Double) -> Bool) -> String {
    guard let matched else { return "" }
    let name = activation.matchingInitializer
    return isHealthy(matched)
      ? "; \(name) begins with about ×\(NumberText.short(matched))"
      : "; \(activation.name) has no more than ×\(NumberText.short(matched)) with \(name)"
  }

  /// The cause, in words, with the numbers.
  var words: String {
    guard isProduct else {
      return factor.map { "It changes by \(NumberText.factor($0)) a layer going back." } ?? ""
    }
    let product =
      "Going back, a layer multiplies δ by √E[φ′²] × weight gain = "
      + "\(NumberText.short(derivative)) × \(NumberText.short(weightGain)) = "
      + "\(NumberText.short(derivative * weightGain))"
    // What makes δ grow are the weights; the derivative never does by more than a little.
    if derivative * weightGain > 1, hasLargeWeights {
      return "\(product): the weights are to blame, "
        + "\(NumberText.short(weightGain / activation.matchingGain)) times larger than "
        + "\(activation.matchingInitializer) makes them."
    }
    switch (blamesActivation, blamesWeights) {
    case (true, true):
      return "\(product): both the derivative and the weights are to blame; "
        + "\(activation.matchingInitializer) alone would leave \(NumberText.short(derivative * activation.matchingGain))."
    case (true, false):
      return "\(product): the activation is to blame (\(weakness.long))."
    case (false, true) where weightsShrank:
      return "\(product): the weights are to blame, which shrank to "
        + "\(NumberText.short(weightGain / firstWeightGain)) of their first size."
    case (false, true):
      return "\(product): the weights are to blame, "
        + "\(NumberText.short(activation.matchingGain / weightGain)) times smaller than "
        + "\(activation.matchingInitializer) makes them."
    case (false, false):
      return "\(product)."
    }
  }

  /// The cause in a few words; nil where the parts do not say.
  var cause: String? {
    guard isProduct else { return nil }
    switch (blamesActivation, blamesWeights) {
    case (true, true): return "weights too small, \(weakness.short)"
    case (true, false): return weakness.short
    case (false, true): return weightsShrank ? "weights shrank" : "weights too small"
    case (false, false): return nil
    }
  }

  /// Why φ′ is small here: by its nature, by where the units are, or just measured so.
  private var weakness: (short: String, long: String) {
    let bound = activation.maximumDerivative
    if activation.isWeak, bound < 0.5 {
      let text = bound == 0.25 ? "¼" : NumberText.short(bound)
      return (
        "\(activation.name == "sigmoid" ? "σ" : "φ")′ ≤ \(text)",
        "the \(activation.name)'s derivative is at most \(NumberText.short(bound))"
      )
    }
    if activation.isWeak {
      return (
        "φ′ small",
        "where the \(activation.name)'s units usually are, √E[φ′²] is "
          + "\(NumberText.short(activation.attainableSlope))"
      )
    }
    if activation.saturates, saturated > 0.25 {
      return (
        "units saturated", "\(NumberText.percent(saturated)) of its entries are saturated"
      )
    }
    if isNearZero {
      return (
        "z near 0, where φ′ is small",
        "its units are near 0, z RMS \(NumberText.short(preactivation)), where its derivative is "
          + "small"
      )
    }
    return ("φ′ small", "its derivative is small where its units are")
  }

  /// What would change it; nil where the parts do not say.
  var remedy: String? {
    guard isProduct else { return nil }
    switch (blamesActivation, blamesWeights) {
    case (true, _):
      if isNearZero, !activation.isWeak {
        return "Larger weights than \(activation.matchingInitializer) makes (such as fan-in:"
          + "\(NumberText.short(1.2 * activation.matchingGain * activation.matchingGain))), "
          + "normalization, or residual connections."
      }
      return activation.isWeak
        ? "Replace \(activation.name) by tanh with xavier-normal or relu with he-normal, or add "
          + "residual connections."
        : "Bring the pre-activations back to the range where φ′ is large: smaller weights, "
          + "standardized inputs or normalization."
    case (false, true) where weightsShrank:
      return weightDecay > 0
        ? "Lower --weight-decay (it is \(NumberText.short(weightDecay)))."
        : "Lower the learning rate, or add residual connections."
    case (false, true):
      return "Initialize with \(activation.matchingInitializer), or add residual connections."
    case (false, false):
      return nil
    }
  }
}

/// exp of the mean logarithm; 0 if any value is 0, NaN if any is not a number.
func geometricMean(_ values: [Double]) -> Double {
  exp(values.reduce(0) { $0 + log($1) } / Double(max(values.count, 1)))
}

extension ActivationDescription {
  /// Even with the initialization made for it, it loses gradient at every layer.
  var isWeak: Bool { attainableSlope * matchingGain < 0.8 }
}
