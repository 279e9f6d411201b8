import Networks
import Records
import Tensors

/// RMS of δ, and its share of exact zeros.
enum DeltaStatistics {
  static let description = QuantityDescription(
    name: "delta", definition: "√(mean over batch and units of δ²); share of δ = 0",
    tier: .scalars, cadence: .everyStep, needs: "δ of the batch",
    cost: "sums over δ while it is made")

  /// Takes over what the backward pass has added up at a place.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func measure<Scalar: RealScalar>(
    _ place: ObservedPlace<Scalar>, into statistics: inout PlaceStatistics
  ) {
    let delta = place.delta.magnitude(from: place.sums.deltas)
    statistics.deltaRMS = delta.rms
    statistics.deltaZeroFraction = delta.zeroFraction
    statistics.nonFiniteDeltas = delta.nonFinite
  }
}
