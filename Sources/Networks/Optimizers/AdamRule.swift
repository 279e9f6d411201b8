import RealModule
import Tensors

/// The step that Adam and AdamW share; inlined into each.
///
/// m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g²; change = η·m̂ / (√v̂ + ε) + shrinkage·θ,
/// with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ), β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
enum AdamRule {
  @inline(__always)
  static func run<Scalar: RealScalar>(
    _ tensor: Parameter<Scalar>, memory: [Matrix<Scalar>], step: OptimizerStep,
    shrinkage: Scalar
  ) -> UpdateSquares {
    let t = Double(step.number)
    // The corrections of m and v do not depend on the element.
    let rate = Scalar(step.learningRate / (1 - Double.pow(0.9, t)))
    let root = Scalar(1 / (1 - Double.pow(0.999, t)).squareRoot())
    let (kept1, fresh1) = (Scalar(0.9), Scalar(1 - 0.9))
    let (kept2, fresh2) = (Scalar(0.999), Scalar(1 - 0.999))
    let epsilon = Scalar(1e-8)
    let (means, squares) = (memory[0].elements, memory[1].elements)
    let values = tensor.values.elements
    return UpdateLoop.run(tensor, step: step) { i, g in
      means[i] = kept1 * means[i] + fresh1 * g
      squares[i] = kept2 * squares[i] + fresh2 * g * g
      let change = rate * means[i] / (squares[i].squareRoot() * root + epsilon)
      return shrinkage == 0 ? change : change + shrinkage * values[i]
    }
  }
}
