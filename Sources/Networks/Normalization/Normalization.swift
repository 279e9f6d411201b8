import Tensors

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

/// ε, added to a variance before its root.
public let normalizationEpsilon = 1e-5

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

  /// ∂L/∂γ and ∂L/∂β from per-example δ = ∂loss/∂z; ∂loss/∂u into `below`. Without accumulating
  /// gradients the last alone.
  func backward(
    delta: Matrix<Scalar>, _ cache: NormalizationCache<Scalar>, scale s: Scalar,
    into below: Matrix<Scalar>, accumulatingGradients: Bool
  ) {
    below.useRows(delta.rows)
    if accumulatingGradients {
      AffineByUnit.differentiate(
        delta, normalized: cache.normalized, scale: scale, factor: s,
        scaleGradient: scaleGradient, shiftGradient: shiftGradient, into: below)
    } else {
      AffineByUnit.scale(delta, by: scale, factor: s, into: below)
    }
    backpropagate(below, cache)
  }
}
