import Tensors

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
