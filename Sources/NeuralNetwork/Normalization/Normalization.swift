import LinearAlgebra

/// y = γ ⊙ x̂ + β, x̂ = (u − μ) / √(σ² + ε): a layer's sums brought to one scale before φ.
///
/// u, y: [batch, width]; γ, β: [1, width], 1 and 0 at first; ε = 1e-5. Which entries share a μ and
/// σ is what the kinds differ in. Both passes are exact: μ and σ depend on u, and the backward pass
/// differentiates through them.
public protocol Normalization<Scalar>: AnyObject {
  /// The precision of the network.
  associatedtype Scalar: RealScalar

  /// γ, [1, width].
  var scale: Matrix<Scalar> { get }
  /// β, [1, width].
  var shift: Matrix<Scalar> { get }
  /// ∂L/∂γ of the batch-mean loss.
  var scaleGradient: Matrix<Scalar> { get }
  /// ∂L/∂β of the batch-mean loss.
  var shiftGradient: Matrix<Scalar> { get }

  /// Turns u, in `cache.normalized`, into x̂ in place, and notes 1/√(σ² + ε).
  func normalize(_ cache: NormalizationCache<Scalar>, mode: NormalizationMode)

  /// ∂loss/∂u from ∂loss/∂x̂, which is in `gradient` and is overwritten: per example, B times the
  /// gradient of the batch-mean loss.
  func backpropagate(_ gradient: Matrix<Scalar>, _ cache: NormalizationCache<Scalar>)
}

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

/// ε, added to a variance before its root.
let normalizationEpsilon = 1e-5

extension Normalization {
  /// z ← s·(γ ⊙ x̂ + β) + shortcut.
  func scaleAndShift(
    _ cache: NormalizationCache<Scalar>, into z: Matrix<Scalar>, scale s: Scalar,
    shortcut: Matrix<Scalar>?
  ) {
    z.useRows(cache.normalized.rows)
    AffineByUnit.apply(
      cache.normalized, scale: scale, shift: shift, factor: s, shortcut: shortcut, into: z)
  }

  /// ∂L/∂γ and ∂L/∂β from per-example δ = ∂loss/∂z; ∂loss/∂u into `below`.
  func backward(
    delta: Matrix<Scalar>, _ cache: NormalizationCache<Scalar>, scale s: Scalar,
    into below: Matrix<Scalar>
  ) {
    below.useRows(delta.rows)
    AffineByUnit.differentiate(
      delta, normalized: cache.normalized, scale: scale, factor: s,
      scaleGradient: scaleGradient, shiftGradient: shiftGradient, into: below)
    backpropagate(below, cache)
  }
}

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
}
