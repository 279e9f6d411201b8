import Foundation
import Records
import Texts

/// The factor per place of δ, taken apart where a chain is a product of layers: δ_ℓ = (δ_{ℓ+1}·Wᵀ) ⊙ φ′, so
/// factor ≈ √E[φ′²] × √(fan-out · Var W), the activation's derivative times the weights' gain.
struct GradientFlow {
  /// exp of the slope of ln δ, going back; nil where there is no slope.
  let factor: Double?
  /// The geometric mean of the factors between neighbours, for words beside the whole factor; nil without two
  /// places.
  let average: Double?
  /// Geometric mean of √E[φ′²] over the places below the last.
  let derivative: Double
  /// Geometric mean of √(fan-out · Var W) over the places from the second on.
  let weightGain: Double
  /// The chain that δ goes back along.
  let chain: ChainEvidence
  /// What the places are called.
  var noun: String { chain.noun }
  /// φ, where nothing stands beside the product of derivative and weights, and the product accounts for
  /// what was measured; nil elsewhere.
  let product: ActivationFacts?
  /// The product, where it does not account for what was measured; nil elsewhere.
  let unexplained: Double?
  /// weightGain at the first time point.
  let firstWeightGain: Double
  let weightDecay: Double?
  /// RMS of z, geometric mean.
  let preactivation: Double
  /// Share of saturated entries.
  let saturated: Double

  init(_ chain: ChainEvidence, at entry: Int) {
    factor = chain.decay(.deltaRMS, at: entry)
    average = chain.meanFactor(.deltaRMS, at: entry)
    self.chain = chain
    let below = chain.count > 1 ? Array(chain.positions.dropLast()) : Array(chain.positions)
    let derivatives = below.map { chain[entry, $0].derivativeRMS }
    let above = chain.count > 1 ? Array(chain.positions.dropFirst()) : Array(chain.positions)
    func gain(_ entry: Int) -> Double {
      geometricMean(above.map { chain.places[$0 - 1].gain(chain[entry, $0].weightNorm) })
    }
    // Layers that the signal did not reach have φ′ = 0; they say nothing of the factor above them.
    let passing = derivatives.filter { $0 > 0 }
    derivative = geometricMean(passing.isEmpty ? derivatives : passing)
    weightGain = gain(entry)
    firstWeightGain = gain(chain.firstEntry ?? entry)
    weightDecay = chain.facts.weightDecay
    let parts = derivative * weightGain
    let accounts = Self.accounts(parts, for: factor ?? Self.overall(chain, at: entry))
    product = chain.isProduct && accounts ? chain.activation : nil
    unexplained = chain.isProduct && !accounts ? parts : nil
    preactivation = geometricMean(chain.profile(.preactivationRMS, at: entry))
    saturated =
      chain.positions.reduce(0) { $0 + chain.saturatedShare($1, at: entry) }
      / Double(max(chain.count, 1))
  }

  /// The factor a place from the first place and the last alone; nil where one of them has none.
  private static func overall(_ chain: ChainEvidence, at entry: Int) -> Double? {
    guard chain.count > 1 else { return nil }
    let share = chain[entry, 1].deltaRMS / chain[entry, chain.count].deltaRMS
    return share.isFinite ? pow(share, 1 / Double(chain.count - 1)) : nil
  }

  /// Whether a product of averages accounts for a measured factor: it lies on the same side of 1, and its
  /// logarithm is off by no more than a half of that, or of 0.2. Averages leave out how units and examples
  /// differ, and a cause that does not account for its effect is none: over ten layers ×0.98 each is no 20.
  private static func accounts(_ product: Double, for factor: Double?) -> Bool {
    guard let factor, !factor.isNaN, !product.isNaN else { return true }
    guard factor > 0, product > 0 else { return product < 1 && factor < 1 }
    let (expected, measured) = (log(product), log(factor))
    let isSameSide = expected * measured > 0 || max(abs(measured), abs(expected)) < 0.1
    return isSameSide && abs(expected - measured) <= 0.5 * max(abs(measured), 0.2)
  }

  /// The activation loses gradient even with the initialization made for it.
  var blamesActivation: Bool {
    product.map { derivative * $0.matchingGain < 0.8 } ?? false
  }

  /// The weights are smaller than the initialization made for this activation makes them.
  var blamesWeights: Bool { product.map { weightGain < 0.9 * $0.matchingGain } ?? false }

  /// The weights are larger than it makes them.
  var hasLargeWeights: Bool { product.map { 0.9 * weightGain > $0.matchingGain } ?? false }

  /// They were large enough at first, and shrank.
  var weightsShrank: Bool {
    blamesWeights && (product.map { firstWeightGain >= 0.9 * $0.matchingGain } ?? false)
  }

  /// The signal has shrunk to where φ is nearly a straight line through 0. For tanh that is where φ′
  /// is largest; for GELU or SiLU it is ½.
  func isNearZero(_ activation: ActivationFacts) -> Bool {
    activation.saturates == false && preactivation < 0.5 && activation.canGoSilent == false
  }

  /// The numbers; those that were measured.
  var evidence: [String: Double] {
    var evidence = ["derivativeRMS": derivative, "weightGain": weightGain].filter {
      !$0.value.isNaN
    }
    if let factor { evidence["decayPerLayer"] = factor }
    return evidence
  }

  /// Going back, what the initialization made for this activation leaves of δ at a layer at best:
  /// √E[φ′²] × gain. nil where a shortcut or a norm stands beside the product.
  var matched: Double? { product.map { $0.attainableSlope * $0.matchingGain } }

  /// What would change it; none where the parts do not say.
  var remedies: [Remedy] {
    guard let activation = product else { return [] }
    switch (blamesActivation, blamesWeights) {
    case (true, _):
      if isNearZero(activation), !activation.isWeak {
        let gain = 1.2 * activation.matchingGain * activation.matchingGain
        return [
          Remedy(
            .gain(gain), ", larger weights than \(activation.matchingInitializer) makes"),
          Remedy(.normalization(nil)), Remedy(.residual(scale: nil)),
        ]
      }
      if activation.isWeak {
        return [
          Remedy(
            .activation("tanh", initializer: "xavier-normal"), " in place of \(activation.name)"),
          Remedy(.activation("relu", initializer: "he-normal")), Remedy(.residual(scale: nil)),
        ]
      }
      let size: [Remedy] =
        hasLargeWeights
        ? [
          Remedy(
            .weights(times: activation.matchingGain / weightGain),
            ", so that z comes back to where φ′ is large")
        ] : blamesWeights ? [Remedy(activation.drawnToMatch)] : []
      return size + [Remedy(.standardize), Remedy(.normalization(nil))]
    case (false, true) where weightsShrank:
      return weightDecay ?? 0 > 0
        ? [Remedy(.weightDecay(times: 0), " (it is \(NumberText.short(weightDecay ?? 0)))")]
        : [Remedy(.lowerRate()), Remedy(.residual(scale: nil))]
    case (false, true):
      return [Remedy(activation.drawnToMatch), Remedy(.residual(scale: nil))]
    case (false, false):
      return []
    }
  }
}

/// exp of the mean logarithm; 0 if any value is 0, NaN if any is not a number.
func geometricMean(_ values: [Double]) -> Double {
  exp(values.reduce(0) { $0 + log($1) } / Double(max(values.count, 1)))
}

extension ActivationFacts {
  /// Even with the initialization made for it, it loses gradient at every layer.
  var isWeak: Bool { attainableSlope * matchingGain < 0.8 }
}

extension Place {
  /// √(fan-out · Var W) of weights of this norm: ‖W‖_F · √(fan-out / (fan-in · units)); of a dense layer
  /// ‖W‖_F / √fan-in.
  func gain(_ weightNorm: Double) -> Double {
    let weights = Double(max(fanIn, 1)) * Double(max(units, 1))
    return weightNorm * (Double(max(fanOut, 1)) / weights).squareRoot()
  }
}
