import LinearAlgebra

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

  /// Updates one parameter tensor in place; returns Σ (Δθ)² where `step.isMeasured`, else 0.
  func update<Scalar: RealScalar>(
    _ tensor: Parameter<Scalar>, memory: [Matrix<Scalar>], step: OptimizerStep
  ) -> Double
}

extension Optimizer {
  public var momentumShare: Double? { nil }
}

/// What is the same for all tensors of one update.
public struct OptimizerStep: Sendable {
  /// η_t, by the schedule.
  public var learningRate: Double
  /// λ; an optimizer applies it to tensors that decay.
  public var weightDecay = 0.0
  /// Number of this update, from 1.
  public var number: Int
  /// Whether the size of the update is asked for.
  public var isMeasured = false

  /// A step of this size.
  public init(
    learningRate: Double, number: Int, weightDecay: Double = 0, isMeasured: Bool = false
  ) {
    self.learningRate = learningRate
    self.number = number
    self.weightDecay = weightDecay
    self.isMeasured = isMeasured
  }

  /// λ for this tensor: biases and the parameters of a norm do not decay.
  func decay<Scalar: RealScalar>(of tensor: Parameter<Scalar>) -> Scalar {
    tensor.isDecayed ? Scalar(weightDecay) : 0
  }
}

/// What an optimizer remembers of every parameter between steps.
public final class OptimizerState<Scalar: RealScalar> {
  private let memories: [[Matrix<Scalar>]]
  /// Updates made.
  public private(set) var updates = 0

  /// Zeros for these parameters.
  public init(_ optimizer: any Optimizer, for parameters: [Parameter<Scalar>]) {
    memories = parameters.map { parameter in
      (0..<optimizer.memoryCount).map { _ in
        Matrix(rows: parameter.values.rows, columns: parameter.values.columns)
      }
    }
  }

  /// Updates all parameters, which must be those of `init`; notes ‖Δθ‖ in each where asked to.
  public func update(
    _ parameters: [Parameter<Scalar>], with optimizer: any Optimizer, learningRate: Double,
    weightDecay: Double = 0, measuring: Bool = false
  ) {
    updates += 1
    let step = OptimizerStep(
      learningRate: learningRate, number: updates, weightDecay: weightDecay,
      isMeasured: measuring)
    for (parameter, memory) in zip(parameters, memories) {
      let squares = optimizer.update(parameter, memory: memory, step: step)
      if measuring { parameter.lastUpdateNorm = squares.squareRoot() }
    }
  }
}
