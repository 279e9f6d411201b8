import Datasets
import Networks
import Records

extension RunConfiguration {
  /// The name of a loss that stands for "whichever suits the task".
  public static let automatic = "auto"

  /// η of an optimizer where nobody sets one; that of plain descent for an unknown name.
  public static func defaultLearningRate(of optimizer: String) -> Double {
    OptimizerCatalog.named(optimizer)?.defaultLearningRate
      ?? StochasticGradientDescent.defaultLearningRate
  }

  /// The initializer made for an activation; he-normal for an unknown name.
  public static func matchingInitializer(of activation: String) -> String {
    ActivationCatalog.named(activation)?.matchingInitializer ?? "he-normal"
  }

  /// This configuration with everything filled in that depends on the data or on another option:
  /// data set and task, the loss of the task, s of residual blocks, canonical names.
  public func completed(for data: PreparedData) -> RunConfiguration {
    var copy = withResidualScale
    copy.dataset = data.summary
    copy.task = data.task.rawValue
    if copy.loss == Self.automatic {
      copy.loss = data.task.naturalLoss
    }
    copy.activation = ActivationCatalog.named(activation)?.name ?? activation
    copy.initializer = InitializerCatalog.named(initializer)?.name ?? initializer
    copy.schedule = ScheduleCatalog.named(schedule)?.name ?? schedule
    if copy.momentum == nil, let optimizer = OptimizerCatalog.named(optimizer),
      optimizer.init(momentum: 0.9) != nil
    {
      copy.momentum = 0.9
    }
    return copy
  }

  /// s = 1/√L where residual blocks have no scale of their own; none for a plain network.
  var withResidualScale: RunConfiguration {
    var copy = self
    copy.residualScale =
      residual ? residualScale ?? 1 / Double(max(depth, 1)).squareRoot() : nil
    return copy
  }
}

extension LearningTask {
  /// The loss that suits it.
  fileprivate var naturalLoss: String {
    switch self {
    case .classification: CategoricalCrossEntropy.name
    case .regression: MeanSquaredError.name
    case .multiLabel: BinaryCrossEntropy.name
    }
  }
}
