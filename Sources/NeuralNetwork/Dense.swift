import LinearAlgebra

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
    startWithBias(z, scale: scale, shortcut: shortcut)
    z.setProduct(x, times: weights, scale: scale, keeping: 1)
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func startWithBias(_ z: Matrix<Scalar>, scale: Scalar, shortcut: Matrix<Scalar>?) {
    let width = fanOut
    let b = bias.elements
    for r in 0..<z.rows {
      let row = z.elements + r * width
      if let shortcut {
        let from = shortcut.elements + r * width
        for c in 0..<width { row[c] = from[c] + scale * b[c] }
      } else {
        for c in 0..<width { row[c] = scale * b[c] }
      }
    }
  }

  /// ∂L/∂W ← (s/B)·xᵀ·δ and ∂L/∂b ← (s/B)·Σ δ, for per-example δ: [batch, fan-out].
  func accumulateGradients(_ x: Matrix<Scalar>, delta: Matrix<Scalar>, scale: Scalar) {
    let share = scale / Scalar(max(delta.rows, 1))
    weightGradient.setProduct(x, times: delta, transposingLeft: true, scale: share)
    sumRows(delta, share: share)
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func sumRows(_ delta: Matrix<Scalar>, share: Scalar) {
    let sums = biasGradient.elements
    let width = fanOut
    for c in 0..<width { sums[c] = 0 }
    for r in 0..<delta.rows {
      let row = delta.elements + r * width
      for c in 0..<width { sums[c] += row[c] }
    }
    for c in 0..<width { sums[c] *= share }
  }
}
