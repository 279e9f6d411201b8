import Tensors

/// How a gradient becomes an update of the parameters.
///
/// An optimizer is a value of hyperparameters; what it remembers between steps is in an
/// `OptimizerState`. Adding one: a file with a type that conforms, and one line in
/// `OptimizerCatalog`.
public protocol Optimizer: Sendable {
  /// The name on the command line and in records.
  static var name: String { get }

  /// The optimizer with this momentum, or with its own where it is nil; nil where it takes none.
  init?(momentum: Double?)

  /// μ; nil where it has none.
  var momentumShare: Double? { get }

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
  public var momentumShare: Double? { nil }
}
