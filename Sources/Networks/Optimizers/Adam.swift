import Tensors

/// m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g²,
/// θ ← θ − η·m̂ / (√v̂ + ε), with m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ).
///
/// β₁ = 0.9, β₂ = 0.999, ε = 1e-8 where nobody chooses. Where |g| is well above ε the first updates have the size η, so
/// a small gradient does not look small here; one that has vanished below ε still does.
///
/// Source: D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015.
public struct Adam: Optimizer {
  public static var name: String { "adam" }
  public static var defaultLearningRate: Double { 0.001 }

  private let rule: AdamRule

  /// β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
  public init() { rule = AdamRule() }

  /// The optimizer with these β₁, β₂ and ε; nil where one is out of its range or a momentum is asked
  /// for.
  public init?(_ options: OptimizerOptions) {
    guard let rule = AdamRule(options) else { return nil }
    self.rule = rule
  }

  public static var takes: Set<OptimizerOptions.Name> { AdamRule.takes }
  public var dividesByGradientSize: Bool { true }
  public var memoryCount: Int { 2 }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func update<Scalar: RealScalar>(
    _ tensor: Parameter<Scalar>, memory: [Matrix<Scalar>], step: OptimizerStep
  ) -> UpdateSquares {
    rule.run(tensor, memory: memory, step: step, shrinkage: 0)
  }
}
