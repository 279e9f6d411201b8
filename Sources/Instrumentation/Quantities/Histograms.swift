import LinearAlgebra
import NeuralNetwork
import TrainingRecords

/// Histograms of z, a, δ and weight gradients on the signed grid of powers of two.
final class Histograms<Scalar: RealScalar> {
  private let counts = ExponentCounts<Scalar>()

  /// Measures weight layer `index` (from 0).
  func measure(
    _ network: Network<Scalar>, _ workspace: Workspace<Scalar>, layer index: Int,
    into sample: inout LayerSample
  ) {
    sample.preactivations = histogram(workspace.preactivations[index])
    sample.activations =
      index < network.depth ? histogram(workspace.activations[index]) : sample.preactivations
    sample.deltas = histogram(workspace.deltas[index])
    sample.weightGradients = histogram(network.layers[index].weightGradient)
  }

  /// The histogram of the elements in use.
  func histogram(_ matrix: Matrix<Scalar>) -> MagnitudeHistogram {
    counts.count(matrix)
    let grid = MagnitudeHistogram.exponents
    var (under, over) = (0, 0)
    var bins = (
      positive: [Int](repeating: 0, count: grid.count),
      negative: [Int](repeating: 0, count: grid.count)
    )
    for exponent in grid {
      bins.positive[exponent - grid.lowerBound] = counts.normals(
        exponent: exponent, negative: false)
      bins.negative[exponent - grid.lowerBound] = counts.normals(
        exponent: exponent, negative: true)
    }
    for value in counts.subnormals {
      // A subnormal float64 is below the grid; of a float32 the exponent is that of its first bit.
      let exponent = Int(value.exponent)
      guard grid.contains(exponent) else {
        under += 1
        continue
      }
      if value < 0 {
        bins.negative[exponent - grid.lowerBound] += 1
      } else {
        bins.positive[exponent - grid.lowerBound] += 1
      }
    }
    // Only float64 has exponents outside of the grid.
    if Scalar.self == Double.self {
      for exponent in -1022..<grid.lowerBound {
        under += counts.normals(exponent: exponent, negative: false)
        under += counts.normals(exponent: exponent, negative: true)
      }
      for exponent in (grid.upperBound + 1)...1023 {
        over += counts.normals(exponent: exponent, negative: false)
        over += counts.normals(exponent: exponent, negative: true)
      }
    }
    return MagnitudeHistogram(
      lowestExponent: grid.lowerBound, negative: bins.negative, positive: bins.positive,
      zeros: counts.zeros, nonFinite: counts.nonFinite, under: under, over: over)
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
