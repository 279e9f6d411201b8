import Tensors

/// The shape of the distribution that weights are drawn from.
public enum WeightDistribution: Sendable {
  /// N(0, variance).
  case normal
  /// U(−√(3·variance), √(3·variance)).
  case uniform

  func fill<Scalar: RealScalar>(
    _ weights: Matrix<Scalar>, variance: Double, using generator: inout SeededGenerator
  ) {
    let scale = self == .normal ? variance.squareRoot() : (3 * variance).squareRoot()
    for i in 0..<weights.count {
      let draw = self == .normal ? generator.nextNormal() : 2 * generator.nextUniform() - 1
      weights.elements[i] = Scalar(scale * draw)
    }
  }
}
