import Tensors

/// θ ← θ − η·g: batch, mini-batch or stochastic gradient descent, by the size of the batch.
///
/// Source: H. Robbins, S. Monro, "A stochastic approximation method", 1951.
public struct StochasticGradientDescent: Optimizer {
  public static var name: String { "sgd" }
  public static var defaultLearningRate: Double { 0.05 }

  /// Descent has no parameter but η.
  public init() {}

  public init?(_ options: OptimizerOptions) {
    if options.problem(taking: Self.takes) != nil { return nil }
  }

  public var memoryCount: Int { 0 }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func update<Scalar: RealScalar>(
    _ tensor: Parameter<Scalar>, memory: [Matrix<Scalar>], step: OptimizerStep
  ) -> UpdateSquares {
    let sums = Scalar.descend(
      tensor.values.elements, gradient: tensor.gradient.elements, count: tensor.values.count,
      rate: Scalar(step.learningRate), decay: step.decay(of: tensor), measuring: step.isMeasured)
    return UpdateSquares(value: sums.value, gradient: sums.gradient, update: sums.change)
  }
}
