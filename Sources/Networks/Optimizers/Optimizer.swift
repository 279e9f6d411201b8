import Tensors

/// How a gradient becomes an update of the parameters.
///
/// An optimizer is a value of hyperparameters; what it remembers between steps is in an
/// `OptimizerState`. Adding one: a file with a type that conforms, and one line in
/// `OptimizerCatalog`.
public protocol Optimizer: Sendable {
  /// The name on the command line and in records.
  static var name: String { get }

  /// Which of its numbers can be chosen; none by default.
  static var takes: Set<OptimizerOptions.Name> { get }

  /// The optimizer with these numbers, and with its own where they are nil; nil where it does not take
  /// one of them or one is out of its range.
  init?(_ options: OptimizerOptions)

  /// μ; nil where it has none. (β₁ of Adam is not meant: its steps do not grow with it.)
  var momentumShare: Double? { get }

  /// Whether a step is a gradient divided by the size of gradients, so that gradients a hundred times
  /// as large make the same step.
  var dividesByGradientSize: Bool { get }

  /// η where nobody sets one.
  static var defaultLearningRate: Double { get }

  /// Tensors of a parameter's size that it remembers, zero at first.
  var memoryCount: Int { get }

  /// Updates one parameter tensor in place; returns Σ θ², Σ g² and Σ (Δθ)² where
  /// `step.isMeasured`, else zeros.
  func update<Scalar: RealScalar>(
    _ tensor: Parameter<Scalar>, memory: [Matrix<Scalar>], step: OptimizerStep
  ) -> UpdateSquares
}

extension Optimizer {
  public static var takes: Set<OptimizerOptions.Name> { [] }
  public var momentumShare: Double? { nil }
  public var dividesByGradientSize: Bool { false }

  /// The optimizer with this momentum, or with its own where it is nil; nil where it takes none.
  public init?(momentum: Double?) { self.init(OptimizerOptions(momentum: momentum)) }
}
