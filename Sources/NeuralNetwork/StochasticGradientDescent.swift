import LinearAlgebra

/// W ← W − η·∂L/∂W, b ← b − η·∂L/∂b.
public struct StochasticGradientDescent: Sendable {
  /// η ≥ 0.
  public let learningRate: Double

  /// Descent with the learning rate η.
  public init(learningRate: Double) { self.learningRate = learningRate }

  /// Takes one step; notes ‖ΔW‖_F in every layer where somebody is going to read it.
  public func update<Scalar: RealScalar>(_ network: Network<Scalar>, measuring: Bool = false) {
    for layer in network.layers {
      step(layer.weights, layer.weightGradient)
      step(layer.bias, layer.biasGradient)
      if measuring {
        layer.lastUpdateNorm = learningRate * TensorSummary(layer.weightGradient).norm
      }
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func step<Scalar: RealScalar>(
    _ values: Matrix<Scalar>, _ gradient: Matrix<Scalar>
  ) {
    let rate = Scalar(learningRate)
    for i in 0..<values.count { values.elements[i] -= rate * gradient.elements[i] }
  }
}
