import Tensors

/// What a normalization must remember of a forward pass for the backward pass.
public final class NormalizationCache<Scalar: RealScalar> {
  /// x̂, [batch, width].
  public let normalized: Matrix<Scalar>
  /// 1/√(σ² + ε): one for each unit, or one for each example.
  let inverseDeviations: Matrix<Double>

  /// Memory for up to `capacity` examples.
  init(capacity: Int, width: Int) {
    normalized = Matrix(rows: capacity, columns: width)
    inverseDeviations = Matrix(rows: 1, columns: max(capacity, width))
  }
}
