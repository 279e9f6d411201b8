import Tensors

/// v ← μ·v + g, θ ← θ − η·v: a ball that keeps rolling through flat places.
///
/// In a steady slope the steps grow to η/(1 − μ), ten times those of plain descent with μ = 0.9,
/// which is why the default η is smaller.
///
/// Source: B. Polyak, 1964, in the form of I. Sutskever et al., ICML 2013, and of PyTorch.
public struct Momentum: Optimizer {
  public static var name: String { "momentum" }
  public static var defaultLearningRate: Double { 0.01 }

  /// μ, 0 ≤ μ < 1.
  public let momentum: Double

  /// μ = 0.9.
  public init() { momentum = 0.9 }

  /// Descent that keeps the share μ of its last update, 0.9 where it is nil.
  public init?(_ options: OptimizerOptions) {
    guard options.problem(taking: Self.takes) == nil else { return nil }
    momentum = options.momentum ?? 0.9
  }

  public static var takes: Set<OptimizerOptions.Name> { [.momentum] }

  public var momentumShare: Double? { momentum }
  public var memoryCount: Int { 1 }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func update<Scalar: RealScalar>(
    _ tensor: Parameter<Scalar>, memory: [Matrix<Scalar>], step: OptimizerStep
  ) -> UpdateSquares {
    let rate = Scalar(step.learningRate)
    let kept = Scalar(momentum)
    let velocity = memory[0].elements
    return UpdateLoop.run(tensor, step: step) { i, g in
      velocity[i] = kept * velocity[i] + g
      return rate * velocity[i]
    }
  }
}
