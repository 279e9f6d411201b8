/// Everything that decides how a gradient becomes an update: optimizer, rate and its schedule,
/// weight decay, clipping, and whether the gradient is that of a batch's mean or of its sum.
public struct UpdateRule: Sendable {
  /// How a gradient becomes an update.
  public var optimizer: any Optimizer
  /// η.
  public var learningRate: Double
  /// How η changes over the run.
  public var schedule: any LearningRateSchedule
  /// λ, on weights only; 0 for none.
  public var weightDecay: Double
  /// Bounds on the gradients.
  public var clipping: GradientClipping
  /// Whether the mean of a batch is made smaller, or its sum.
  public var reduction: Reduction

  /// A rule; with nothing but an optimizer, its own learning rate, constant.
  public init(
    _ optimizer: any Optimizer, learningRate: Double? = nil,
    schedule: any LearningRateSchedule = ConstantRate(), weightDecay: Double = 0,
    clipping: GradientClipping = GradientClipping(), reduction: Reduction = .mean
  ) {
    self.optimizer = optimizer
    self.learningRate = learningRate ?? type(of: optimizer).defaultLearningRate
    self.schedule = schedule
    self.weightDecay = weightDecay
    self.clipping = clipping
    self.reduction = reduction
  }

  /// Plain descent with the rate η.
  public static func descent(_ learningRate: Double) -> UpdateRule {
    UpdateRule(StochasticGradientDescent(), learningRate: learningRate)
  }
}
