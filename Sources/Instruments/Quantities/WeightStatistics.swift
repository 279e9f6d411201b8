import Networks
import Records
import Tensors

/// Norms of a layer's weight gradient, weights and update.
///
/// Weights and gradients are the largest tensors of all. The update reads both anyway: it adds up
/// their squares as it goes, so that they need not come from memory once more.
enum WeightStatistics {
  static let description = QuantityDescription(
    name: "weights",
    definition: "‖∂L/∂W‖_F and its RMS before any clipping, ‖W‖_F, ‖ΔW‖_F / ‖W‖_F",
    tier: .scalars, cadence: .everyStep, needs: "the update; with clipping, the gradient before it",
    cost: "sums within the update; with clipping, one pass over ∂L/∂W")

  /// Measures a weight gradient as it is.
  static func measureGradient<Scalar: RealScalar>(
    of weight: Parameter<Scalar>, into statistics: inout PlaceStatistics
  ) {
    set(gradientNorm: weight.gradient.frobeniusNorm, of: weight, in: &statistics)
  }

  /// Measures weights as they are.
  static func measureWeights<Scalar: RealScalar>(
    of weight: Parameter<Scalar>, into statistics: inout PlaceStatistics
  ) {
    set(weightNorm: weight.values.frobeniusNorm, of: weight, in: &statistics)
  }

  /// Takes over what an update has added up.
  ///
  /// - Parameter isClipped: whether the gradient was clipped, and has been measured before.
  static func takeOver<Scalar: RealScalar>(
    _ weight: Parameter<Scalar>, isClipped: Bool, into statistics: inout PlaceStatistics
  ) {
    if !isClipped { set(gradientNorm: weight.lastGradientNorm, of: weight, in: &statistics) }
    set(weightNorm: weight.lastValueNorm, of: weight, in: &statistics)
    // A layer of zeros that moves has moved infinitely much; one that stays has not moved.
    let change = weight.lastUpdateNorm
    statistics.updateRatio = change == 0 ? 0 : change / weight.lastValueNorm
  }

  private static func set<Scalar: RealScalar>(
    gradientNorm norm: Double, of weight: Parameter<Scalar>, in statistics: inout PlaceStatistics
  ) {
    statistics.weightGradientNorm = norm
    statistics.weightGradientRMS = norm / Double(max(weight.values.count, 1)).squareRoot()
    statistics.nonFiniteGradients = norm.isFinite ? 0 : weight.gradient.nonFiniteCount
  }

  private static func set<Scalar: RealScalar>(
    weightNorm norm: Double, of weight: Parameter<Scalar>, in statistics: inout PlaceStatistics
  ) {
    statistics.weightNorm = norm
    statistics.nonFiniteWeights = norm.isFinite ? 0 : weight.values.nonFiniteCount
  }
}
