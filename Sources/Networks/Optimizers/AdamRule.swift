import RealModule
import Tensors

/// The step that Adam and AdamW share; inlined into each.
///
/// m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g²; change = η·m̂ / (√v̂ + ε) + shrinkage·θ,
/// with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ); β₁ = 0.9, β₂ = 0.999, ε = 1e-8 where nobody chooses.
struct AdamRule: Sendable, Equatable {
  /// What can be chosen.
  static let takes: Set<OptimizerOptions.Name> = [.beta1, .beta2, .epsilon]

  /// β₁, β₂ and ε.
  let beta1, beta2, epsilon: Double

  /// The rule with these numbers, its own where they are nil; nil where one of them is not valid or
  /// not Adam's.
  init?(_ options: OptimizerOptions) {
    guard options.problem(taking: Self.takes) == nil else { return nil }
    self.init(
      beta1: options.beta1 ?? 0.9, beta2: options.beta2 ?? 0.999,
      epsilon: options.epsilon ?? 1e-8)
  }

  /// β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
  init() { self.init(beta1: 0.9, beta2: 0.999, epsilon: 1e-8) }

  private init(beta1: Double, beta2: Double, epsilon: Double) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
  }

  /// Updates a tensor; `memory` holds m and v.
  @inline(__always)
  func run<Scalar: RealScalar>(
    _ tensor: Parameter<Scalar>, memory: [Matrix<Scalar>], step: OptimizerStep,
    shrinkage: Scalar
  ) -> UpdateSquares {
    let t = Double(step.number)
    // The corrections of m and v do not depend on the element.
    let rate = Scalar(step.learningRate / (1 - Double.pow(beta1, t)))
    let root = Scalar(1 / (1 - Double.pow(beta2, t)).squareRoot())
    let (kept1, fresh1) = (Scalar(beta1), Scalar(1 - beta1))
    let (kept2, fresh2) = (Scalar(beta2), Scalar(1 - beta2))
    let epsilon = Scalar(epsilon)
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
