import Networks
import Records
import Tensors

/// Histograms of z, a, δ and weight gradients on the signed grid of powers of two.
final class Histograms<Scalar: RealScalar> {
  private let counts = ExponentCounts<Scalar>()

  /// Measures a place.
  func measure(_ place: ObservedPlace<Scalar>, into sample: inout PlaceSample) {
    sample.preactivations = histogram(place.z)
    sample.activations = place.a === place.z ? sample.preactivations : histogram(place.a)
    sample.deltas = histogram(place.delta)
    if let weight = place.weight { sample.weightGradients = histogram(weight.gradient) }
  }

  /// The histogram of the elements in use.
  func histogram(_ matrix: Matrix<Scalar>) -> MagnitudeHistogram {
    counts.count(matrix)
    let grid = MagnitudeHistogram.exponents
    let positive = counts.normals(negative: false)
    let negative = counts.normals(negative: true)
    let first = counts.exponents.lowerBound
    let kept =
      max(grid.lowerBound - first, 0)...min(grid.upperBound - first, positive.count - 1)
    // Only float64 has exponents outside of the grid.
    var under = 0
    for k in 0..<kept.lowerBound { under += Int(positive[k]) + Int(negative[k]) }
    var over = 0
    for k in (kept.upperBound + 1)..<positive.count { over += Int(positive[k]) + Int(negative[k]) }
    var (start, end) = (kept.lowerBound, kept.upperBound)
    while start <= end, positive[start] == 0, negative[start] == 0 { start += 1 }
    while start <= end, positive[end] == 0, negative[end] == 0 { end -= 1 }
    var histogram = MagnitudeHistogram(
      lowestExponent: first + start, negative: list(negative, start, end),
      positive: list(positive, start, end), zeros: counts.zeros, nonFinite: counts.nonFinite,
      under: under, over: over)
    if counts.subnormalCount > 0 { histogram = histogram + subnormals }
    return histogram
  }

  private func list(_ bins: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> [Int] {
    start > end ? [] : (start...end).map { Int(bins[$0]) }
  }

  /// Those of float32 have bins of their own at the lower end of the grid; those of float64 are below
  /// it.
  private var subnormals: MagnitudeHistogram {
    let negative = counts.subnormals(negative: true)
    let positive = counts.subnormals(negative: false)
    guard positive.count > 1 else {
      return MagnitudeHistogram(
        lowestExponent: 0, negative: [], positive: [], under: counts.subnormalCount)
    }
    return MagnitudeHistogram(
      lowestExponent: MagnitudeHistogram.exponents.lowerBound, negative: negative.map(Int.init),
      positive: positive.map(Int.init))
  }
}

extension Histograms where Scalar == Float {
  static var description: QuantityDescription {
    QuantityDescription(
      name: "histograms",
      definition: "counts of z, a, δ and ∂L/∂W by sign in [2ᵏ, 2ᵏ⁺¹), k = −149…127; below, above, "
        + "0 and not finite apart",
      tier: .full, cadence: .sample, needs: "the tensors of the batch",
      cost: "one pass over each tensor")
  }
}
