import NeuralNetwork
import TrainingRecords

/// The parts that a configuration names, looked up: what a run is built from.
struct Recipe: Sendable {
  let activation: any Activation
  let initializer: any Initializer
  let normalization: NormalizationKind
  let loss: any Loss
  let rule: UpdateRule

  /// Looks up every name of a configuration for a prediction of this kind.
  ///
  /// - Throws: `ConfigurationError` for a name or a parameter that is not valid, and for a loss
  ///   that does not serve the prediction.
  init(
    _ configuration: RunConfiguration, predicting prediction: Prediction
  ) throws(ConfigurationError) {
    let names = try NamedParts(configuration)
    activation = names.activation
    initializer = names.initializer
    normalization = names.normalization
    rule = names.rule
    guard let type = LossCatalog.named(configuration.loss),
      let loss = type.init(predicting: prediction)
    else {
      let valid = LossCatalog.all.filter { $0.init(predicting: prediction) != nil }.map { $0.name }
      throw ConfigurationError(
        "--loss: \(configuration.loss) does not serve to predict \(prediction.words) of "
          + "\(configuration.dataset.name); choose one of: \(valid.joined(separator: ", "))")
    }
    self.loss = loss
  }
}

/// The parts of a configuration that do not depend on the data.
struct NamedParts {
  let activation: any Activation
  let initializer: any Initializer
  let normalization: NormalizationKind
  let rule: UpdateRule

  init(_ c: RunConfiguration) throws(ConfigurationError) {
    guard let activation = ActivationCatalog.named(c.activation) else {
      let family = c.activation.prefix { $0 != ":" }
      if let known = ActivationCatalog.all.first(where: { $0.name == family }) {
        throw .outOfRange(
          "--activation", expected: known.usage + " with a number it can have",
          got: "\"\(c.activation)\"")
      }
      throw .unknown("--activation", c.activation, valid: ActivationCatalog.all.map(\.usage))
    }
    self.activation = activation
    guard let initializer = InitializerCatalog.named(c.initializer) else {
      throw ConfigurationCheck.badInitializer("--init", c.initializer)
    }
    self.initializer = initializer
    guard let normalization = NormalizationKind(rawValue: c.norm) else {
      throw .unknown("--norm", c.norm, valid: NormalizationKind.allCases.map(\.rawValue))
    }
    self.normalization = normalization
    guard let type = OptimizerCatalog.named(c.optimizer) else {
      throw .unknown("--optimizer", c.optimizer, valid: OptimizerCatalog.all.map { $0.name })
    }
    guard let optimizer = type.init(momentum: c.momentum) else {
      let takers = OptimizerCatalog.all.filter { $0.init(momentum: 0.5) != nil }.map { $0.name }
      throw takers.contains(c.optimizer)
        ? .outOfRange(
          "--momentum", expected: "a number from 0 up to, not including, 1",
          got: "\(c.momentum ?? .nan)")
        : ConfigurationError(
          "--momentum: \(c.optimizer) takes none; leave it out, or choose --optimizer "
            + takers.joined(separator: " or "))
    }
    guard let schedule = ScheduleCatalog.named(c.schedule) else {
      throw .unknown("--schedule", c.schedule, valid: ScheduleCatalog.usages)
    }
    rule = UpdateRule(
      optimizer, learningRate: c.learningRate, schedule: schedule, weightDecay: c.weightDecay,
      clipping: GradientClipping(norm: c.clipNorm, value: c.clipValue))
  }
}

extension Prediction {
  /// Such as "10 classes".
  var words: String {
    switch self {
    case .classes(let count): "\(count) classes"
    case .values(1): "a value"
    case .values(let count): "\(count) values"
    }
  }
}
