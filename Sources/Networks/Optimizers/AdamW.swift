import Tensors

/// θ ← θ − η·λ·θ, then Adam's step: weight decay that Adam's scaling does not undo.
///
/// In Adam an L2 term λθ in the gradient is divided by √v̂ like everything else, so that weights
/// with large gradients hardly decay; here they all shrink by the same share.
///
/// Source: I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", ICLR 2019.
public struct AdamW: Optimizer {
  public static var name: String { "adamw" }
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
    var undecayed = step
    undecayed.weightDecay = 0
    let decay: Scalar = step.decay(of: tensor)
    return rule.run(
      tensor, memory: memory, step: undecayed, shrinkage: Scalar(step.learningRate) * decay)
  }
}
