import Tensors

/// z = s·(x·W + b) + shortcut: the weights of one layer and their gradients.
///
/// W: [fan-in, fan-out], b: [1, fan-out], x: [batch, fan-in], z: [batch, fan-out]. s is 1 and there
/// is no shortcut except in a residual block.
public final class Dense<Scalar: RealScalar> {
  /// W, [fan-in, fan-out].
  public let weights: Matrix<Scalar>
  /// b, [1, fan-out].
  public let bias: Matrix<Scalar>
  /// ∂L/∂W of the batch-mean loss, [fan-in, fan-out].
  public let weightGradient: Matrix<Scalar>
  /// ∂L/∂b of the batch-mean loss, [1, fan-out].
  public let biasGradient: Matrix<Scalar>
  /// A layer of zeros.
  public init(fanIn: Int, fanOut: Int) {
    weights = Matrix(rows: fanIn, columns: fanOut)
    bias = Matrix(rows: 1, columns: fanOut)
    weightGradient = Matrix(rows: fanIn, columns: fanOut)
    biasGradient = Matrix(rows: 1, columns: fanOut)
  }

  /// Number of inputs.
  public var fanIn: Int { weights.rows }
  /// Number of outputs.
  public var fanOut: Int { weights.columns }

  /// z ← s·(x·W + b) + shortcut.
  func forward(
    _ x: Matrix<Scalar>, into z: Matrix<Scalar>, scale: Scalar, shortcut: Matrix<Scalar>?
  ) {
    z.useRows(x.rows)
    Scalar.fillRows(
      z.elements, rows: z.rows, columns: fanOut, with: bias.elements, scale: scale,
      onto: shortcut?.elements)
    z.setProduct(x, times: weights, scale: scale, keeping: 1)
  }

  /// ∂L/∂W ← (s/B)·xᵀ·δ and ∂L/∂b ← (s/B)·Σ δ, for per-example δ: [batch, fan-out].
  func accumulateGradients(_ x: Matrix<Scalar>, delta: Matrix<Scalar>, scale: Scalar) {
    let share = scale / Scalar(max(delta.rows, 1))
    weightGradient.setProduct(x, times: delta, transposingLeft: true, scale: share)
    Scalar.sumRows(
      delta.elements, rows: delta.rows, columns: fanOut, share: share,
      into: biasGradient.elements)
  }
}
