import Tensors

/// The element-wise loops around a normalization.
enum AffineByUnit {
  /// z ← f·(γ ⊙ x̂ + β) + shortcut.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func apply<Scalar: RealScalar>(
    _ x: Matrix<Scalar>, scale: Matrix<Scalar>, shift: Matrix<Scalar>, factor: Scalar,
    shortcut: Matrix<Scalar>?, into z: Matrix<Scalar>
  ) {
    let width = x.columns
    for r in 0..<x.rows {
      let row = r * width
      for c in 0..<width {
        z.elements[row + c] =
          factor * (scale.elements[c] * x.elements[row + c] + shift.elements[c])
      }
    }
    guard let shortcut else { return }
    for i in 0..<z.count { z.elements[i] += shortcut.elements[i] }
  }

  /// ∂L/∂γ ← (f/B) Σ δ ⊙ x̂, ∂L/∂β ← (f/B) Σ δ, ∂loss/∂x̂ ← f·γ ⊙ δ.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func differentiate<Scalar: RealScalar>(
    _ delta: Matrix<Scalar>, normalized x: Matrix<Scalar>, scale: Matrix<Scalar>, factor: Scalar,
    scaleGradient: Matrix<Scalar>, shiftGradient: Matrix<Scalar>, into below: Matrix<Scalar>
  ) {
    let width = delta.columns
    scaleGradient.fill(0)
    shiftGradient.fill(0)
    for r in 0..<delta.rows {
      let row = r * width
      for c in 0..<width {
        let d = factor * delta.elements[row + c]
        scaleGradient.elements[c] += d * x.elements[row + c]
        shiftGradient.elements[c] += d
        below.elements[row + c] = scale.elements[c] * d
      }
    }
    let share = 1 / Scalar(max(delta.rows, 1))
    for c in 0..<width {
      scaleGradient.elements[c] *= share
      shiftGradient.elements[c] *= share
    }
  }

  /// ∂loss/∂x̂ ← f·γ ⊙ δ, the same to the last bit as in `differentiate`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func scale<Scalar: RealScalar>(
    _ delta: Matrix<Scalar>, by scale: Matrix<Scalar>, factor: Scalar, into below: Matrix<Scalar>
  ) {
    let width = delta.columns
    for r in 0..<delta.rows {
      let row = r * width
      for c in 0..<width {
        below.elements[row + c] = scale.elements[c] * (factor * delta.elements[row + c])
      }
    }
  }
}
