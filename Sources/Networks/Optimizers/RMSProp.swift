import RealModule
import Tensors

/// v ← α·v + (1 − α)·g², θ ← θ − η·g / (√v + ε): each weight gets a rate of its own.
///
/// α = 0.99 and ε = 1e-8, PyTorch's values.
///
/// Source: T. Tieleman, G. Hinton, Coursera lecture 6.5, 2012.
public struct RMSProp: Optimizer {
  public static var name: String { "rmsprop" }
  public static var defaultLearningRate: Double { 0.001 }

  /// α = 0.99, ε = 1e-8.
  public init() {}

  public init?(_ options: OptimizerOptions) {
    if options.problem(taking: Self.takes) != nil { return nil }
  }

  public var dividesByGradientSize: Bool { true }
  public var memoryCount: Int { 1 }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func update<Scalar: RealScalar>(
    _ tensor: Parameter<Scalar>, memory: [Matrix<Scalar>], step: OptimizerStep
  ) -> UpdateSquares {
    let rate = Scalar(step.learningRate)
    let kept = Scalar(0.99)
    let fresh = Scalar(1 - 0.99)
    let epsilon = Scalar(1e-8)
    let squares = memory[0].elements
    return UpdateLoop.run(tensor, step: step) { i, g in
      squares[i] = kept * squares[i] + fresh * g * g
      return rate * g / (squares[i].squareRoot() + epsilon)
    }
  }
}
