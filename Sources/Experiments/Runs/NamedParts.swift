import Networks
import Records

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
