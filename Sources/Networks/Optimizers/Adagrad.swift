import RealModule
import Tensors

/// v ← v + g², θ ← θ − η·g / (√v + ε): each weight gets a rate of its own, which only ever falls.
///
/// ε = 1e-10 and v = 0 at first, PyTorch's values (Keras starts from v = 0.1). After t gradients of one
/// size a step is η/√t of the first: what was learned early is kept, and in a long run of a deep
/// network learning comes to a stop.
///
/// Source: J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods for online learning and
/// stochastic optimization", JMLR 12, 2011.
public struct Adagrad: Optimizer {
  public static var name: String { "adagrad" }
  public static var defaultLearningRate: Double { 0.01 }

  /// ε = 1e-10.
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
    let epsilon = Scalar(1e-10)
    let squares = memory[0].elements
    return UpdateLoop.run(tensor, step: step) { i, g in
      squares[i] += g * g
      return rate * g / (squares[i].squareRoot() + epsilon)
    }
  }
}
