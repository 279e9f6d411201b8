import Tensors

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

  /// Updates all parameters, which must be those of `init`; notes ‖θ‖, ‖g‖ and ‖Δθ‖ in each where asked
  /// to.
  public func update(
    _ parameters: [Parameter<Scalar>], with optimizer: any Optimizer, learningRate: Double,
    weightDecay: Double = 0, measuring: Bool = false
  ) {
    updates += 1
    let step = OptimizerStep(
      learningRate: learningRate, number: updates, weightDecay: weightDecay,
      isMeasured: measuring)
    for index in memories.indices {
      let squares = optimizer.update(parameters[index], memory: memories[index], step: step)
      if measuring { parameters[index].note(squares) }
    }
  }
}
