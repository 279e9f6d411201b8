import Datasets
import Networks
import Records

extension TrainingPlan {
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

  /// The initializers made for the activations of layers.
  public static func matchingInitializer(of activation: PerLayer<String>) -> PerLayer<String> {
    let matching = activation.map { matchingInitializer(of: $0) }
    return Set(matching.values).count == 1 ? PerLayer(matching.values[0]) : matching
  }

  /// This configuration with everything filled in that depends on the data or on another option:
  /// data set and task, the loss of the task, s of residual blocks, canonical names.
  public func completed(for data: PreparedData) -> TrainingPlan {
    var copy = withResidualScale
    copy.dataset = data.summary
    copy.task = data.task.rawValue
    if copy.loss == Self.automatic {
      copy.loss = data.task.naturalLoss
    }
    copy.activation = activation.map { ActivationCatalog.named($0)?.name ?? $0 }
    copy.initializer = initializer.map { InitializerCatalog.named($0)?.name ?? $0 }
    copy.schedule = ScheduleCatalog.named(schedule)?.name ?? schedule
    if copy.momentum == nil, let optimizer = OptimizerCatalog.named(optimizer),
      optimizer.init(momentum: 0.9) != nil
    {
      copy.momentum = 0.9
    }
    return copy
  }

  /// Whether its loss is the one that it would have where nobody names one.
  var isOfNaturalLoss: Bool {
    loss == Self.automatic || LearningTask(rawValue: task)?.naturalLoss == loss
  }

  /// s = 1/√L where residual blocks have no scale of their own; none for a plain network.
  var withResidualScale: TrainingPlan {
    var copy = self
    copy.residualScale =
      residual ? residualScale ?? 1 / Double(max(hiddenWidths.count, 1)).squareRoot() : nil
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
