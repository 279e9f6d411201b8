import Networks
import Records
import Tensors

/// Mean, deviation and RMS of z and a, the shares of a that are 0 and of z that saturate, and what is not
/// finite among them.
enum ActivationStatistics {
  static let description = QuantityDescription(
    name: "activations",
    definition: "mean, standard deviation, RMS of z and of a; share of a = 0; share of z with "
      + "φ′(z) < 5 % of its maximum, low and high; √(mean of φ′(z)²)",
    tier: .scalars, cadence: .everyStep, needs: "z and a of the batch",
    cost: "sums over z, a and φ′ while they are made"
  )

  /// Takes over what the passes have added up at a place.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func measure<Scalar: RealScalar>(
    _ place: ObservedPlace<Scalar>, into statistics: inout PlaceStatistics
  ) {
    let sums = place.sums
    let count = sums.count
    let z = TensorSummary(sums.preactivations, of: place.z.elements, count: count)
    // Without an activation a is z, and φ′ is 1.
    let a =
      place.a === place.z
      ? z : TensorSummary(sums.activations, of: place.a.elements, count: count)
    statistics.derivativeRMS = sums.derivativeRMS
    statistics.saturatedLowFraction = Double(sums.saturated.low) / Double(max(count, 1))
    statistics.saturatedHighFraction = Double(sums.saturated.high) / Double(max(count, 1))
    statistics.preactivationMean = z.mean
    statistics.preactivationStd = z.standardDeviation
    statistics.preactivationRMS = z.rms
    statistics.activationMean = a.mean
    statistics.activationStd = a.standardDeviation
    statistics.activationRMS = a.rms
    statistics.zeroFraction = a.zeroFraction
    statistics.nonFiniteActivations = max(a.nonFinite, z.nonFinite)
  }
}
