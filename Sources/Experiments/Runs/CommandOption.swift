import Networks
import Records

/// An option of `gradscope train` with its value, as a person would type it.
public struct CommandOption: Sendable, Equatable {
  /// Such as `--norm`.
  public let name: String
  /// Such as `layer`; nil for a flag.
  public let value: String?
  /// Whether leaving the option out means the same.
  public let isDefault: Bool

  init(_ name: String, _ value: String?, isDefault: Bool = false) {
    self.name = name
    self.value = value
    self.isDefault = isDefault
  }

  /// The words of the command line.
  public var words: [String] { [name] + [value].compactMap { $0 } }
}

extension RunConfiguration {
  /// Every option that this configuration stands for but those of the data, in the order of the
  /// contract; a flag that is off and a bound that is not set are not among them.
  public var commandOptions: [CommandOption] {
    let standard = RunConfiguration()
    func number(_ name: String, _ value: Double, _ usual: Double) -> CommandOption {
      CommandOption(name, Self.text(value), isDefault: value == usual)
    }
    func whole(_ name: String, _ value: Int, _ usual: Int) -> CommandOption {
      CommandOption(name, "\(value)", isDefault: value == usual)
    }
    func text(_ name: String, _ value: String, _ usual: String) -> CommandOption {
      CommandOption(name, value, isDefault: value == usual)
    }
    func bound(_ name: String, _ value: Double?) -> [CommandOption] {
      value.map { [CommandOption(name, Self.text($0))] } ?? []
    }
    let matching = InitializerCatalog.named(Self.matchingInitializer(of: activation))?.name
    let network =
      [
        whole("--depth", depth, standard.depth), whole("--width", width, standard.width),
        text("--activation", activation, standard.activation),
        text("--init", initializer, matching ?? standard.initializer),
        number("--bias-std", biasStd, 0), text("--norm", norm, standard.norm),
      ] + (residual ? [CommandOption("--residual", nil)] : [])
      + (residual ? bound("--residual-scale", residualScale) : [])
    let training =
      [
        text("--loss", loss, Self.automatic), text("--optimizer", optimizer, standard.optimizer),
        number(
          "--learning-rate", learningRate, Self.defaultLearningRate(of: optimizer)),
      ] + bound("--momentum", momentum)
      + [
        number("--weight-decay", weightDecay, 0),
        text("--schedule", schedule, standard.schedule),
      ] + bound("--clip-norm", clipNorm) + bound("--clip-value", clipValue)
      + [
        whole("--batch-size", batchSize, standard.batchSize),
        whole("--steps", steps, standard.steps),
      ]
    let rest =
      [
        number("--validation-fraction", validationFraction, standard.validationFraction),
        CommandOption(
          standardize ? "--standardize" : "--no-standardize", nil, isDefault: standardize),
        text("--precision", precision, standard.precision),
        CommandOption("--seed", "\(seed)", isDefault: seed == standard.seed),
      ] + (initialParameters.map { [CommandOption("--initial-parameters", $0)] } ?? [])
    return network + training + rest
  }

  /// A number in the fewest digits that mean it: `5`, `0.05`, `1e-05`.
  static func text(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e9 ? "\(Int(value))" : "\(value)"
  }
}
