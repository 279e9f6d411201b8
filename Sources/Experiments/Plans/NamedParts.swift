import Networks
import Records
import Texts

/// The parts of a plan that do not depend on the data.
struct NamedParts {
  /// The hidden layers.
  let hidden: [LayerDesign]
  /// How the output layer is drawn.
  let outputInitializer: any Initializer
  /// What becomes of the raw outputs; nil for what the loss needs.
  let outputActivation: OutputActivation?
  let rule: UpdateRule

  init(_ c: TrainingPlan) throws(ConfigurationError) {
    let widths = c.hiddenWidths
    let activations = try Self.spread("activation", c.activation, over: widths.count)
    let initializers = try Self.spread("initializer", c.initializer, over: widths.count)
    let norms = try Self.spread("norm", c.norm, over: widths.count)
    let rates = try Self.spread("dropout", c.dropout, over: widths.count)
    var hidden: [LayerDesign] = []
    for (index, width) in widths.enumerated() {
      hidden.append(
        LayerDesign(
          width: width, activation: try Self.activation(activations[index]),
          initializer: try Self.initializer(initializers[index]), biasStd: c.biasStd,
          norm: try Self.norm(norms[index]), dropout: rates[index],
          residualScale: c.residual ? c.residualScale : nil))
    }
    // Names are checked even where no hidden layer has them.
    for name in c.activation.values { _ = try Self.activation(name) }
    for name in c.norm.values { _ = try Self.norm(name) }
    self.hidden = hidden
    if let name = c.outputInitializer {
      outputInitializer = try Self.initializer(name, "outputInitializer")
    } else {
      outputInitializer = try Self.initializer(c.initializer.last ?? "")
    }
    outputActivation = try Self.outputActivation(c.outputActivation)
    rule = try Self.rule(c)
  }

  /// A value for each layer.
  private static func spread<Value>(
    _ field: String, _ values: PerLayer<Value>, over layers: Int
  ) throws(ConfigurationError) -> [Value] {
    guard let list = values.spread(over: layers) else {
      throw .outOfRange(
        field, expected: "one value for all hidden layers, or \(layers), one for each",
        got: "\(values.values.count)")
    }
    return list
  }

  private static func activation(_ name: String) throws(ConfigurationError) -> any Activation {
    if let activation = ActivationCatalog.named(name) { return activation }
    let family = name.prefix { $0 != ":" }
    if let known = ActivationCatalog.all.first(where: { $0.name == family }) {
      throw .outOfRange("activation", expected: "\(known.expectation)", got: "\"\(name)\"")
    }
    throw .unknown("activation", name, valid: ActivationCatalog.all.map(\.usage))
  }

  private static func initializer(
    _ name: String, _ field: String = "initializer"
  ) throws(ConfigurationError) -> any Initializer {
    guard let initializer = InitializerCatalog.named(name) else {
      throw ConfigurationCheck.badInitializer(field, name)
    }
    return initializer
  }

  private static func norm(_ name: String) throws(ConfigurationError) -> NormalizationKind {
    guard let kind = NormalizationKind(rawValue: name) else {
      throw .unknown("norm", name, valid: NormalizationKind.allCases.map(\.rawValue))
    }
    return kind
  }

  private static func outputActivation(
    _ name: String
  ) throws(ConfigurationError) -> OutputActivation? {
    if name == OutputActivation.automaticName { return nil }
    guard let activation = OutputActivation(rawValue: name) else {
      throw .unknown("outputActivation", name, valid: OutputActivation.names)
    }
    return activation
  }

  private static func rule(_ c: TrainingPlan) throws(ConfigurationError) -> UpdateRule {
    guard let type = OptimizerCatalog.named(c.optimizer) else {
      throw .unknown("optimizer", c.optimizer, valid: OptimizerCatalog.all.map { $0.name })
    }
    guard let optimizer = type.init(c.optimizerOptions) else {
      throw problem(of: c, taking: type.takes)
    }
    guard let schedule = ScheduleCatalog.named(c.schedule) else {
      if let expected = ScheduleCatalog.expectation(of: c.schedule) {
        throw .outOfRange("schedule", expected: "\(expected)", got: "\"\(c.schedule)\"")
      }
      throw .unknown("schedule", c.schedule, valid: ScheduleCatalog.usages)
    }
    guard let reduction = Reduction(rawValue: c.reduction) else {
      throw .unknown("reduction", c.reduction, valid: Reduction.allCases.map(\.rawValue))
    }
    return UpdateRule(
      optimizer, learningRate: c.learningRate, schedule: schedule, weightDecay: c.weightDecay,
      clipping: GradientClipping(norm: c.clipNorm, value: c.clipValue), reduction: reduction)
  }

  /// Why an optimizer does not take its numbers.
  private static func problem(
    of c: TrainingPlan, taking taken: Set<OptimizerOptions.Name>
  ) -> ConfigurationError {
    guard let (name, expected) = c.optimizerOptions.problem(taking: taken) else {
      return ConfigurationError(
        field: "optimizer", "\(c.optimizer) does not take these numbers")
    }
    let field = name == .epsilon ? "adamEpsilon" : name.rawValue
    if let expected {
      return .outOfRange(field, expected: "\(expected)", got: "\(c.optimizerOptions[name] ?? .nan)")
    }
    let takers = OptimizerCatalog.all.filter { $0.takes.contains(name) }.map { $0.name }
    return ConfigurationError(
      field: field,
      "\(c.optimizer) takes none; leave it out, or choose `optimizer` "
        + "\(takers.joined(separator: " or "))")
  }
}

extension TrainingPlan {
  /// The numbers of the optimizer that were chosen.
  var optimizerOptions: OptimizerOptions {
    OptimizerOptions(momentum: momentum, beta1: beta1, beta2: beta2, epsilon: adamEpsilon)
  }
}
