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

extension TrainingPlan {
  /// Every option that this configuration stands for but those of the data: the network's first, then
  /// those of training, then the rest. A flag that is off and a bound that is not set are not among them.
  public var commandOptions: [CommandOption] {
    let standard = TrainingPlan()
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
    let matching = Self.matchingInitializer(of: activation)
    let size =
      widths.map { [CommandOption("--widths", $0.map { "\($0)" }.joined(separator: ","))] }
      ?? [whole("--depth", depth, standard.depth), whole("--width", width, standard.width)]
    let network =
      size + [
        text("--activation", activation.text, standard.activation.text),
        text("--init", initializer.text, matching.text),
        number("--bias-std", biasStd, 0), text("--norm", norm.text, standard.norm.text),
        text("--dropout", dropout.values.map(Self.text).joined(separator: ","), "0"),
      ] + (outputInitializer.map { [CommandOption("--output-init", $0)] } ?? [])
      + (residual ? [CommandOption("--residual", nil)] : [])
      + (residual ? bound("--residual-scale", residualScale) : [])
    let training =
      [
        text("--output-activation", outputActivation, standard.outputActivation),
        CommandOption("--loss", loss, isDefault: isOfNaturalLoss),
        text("--reduction", reduction, standard.reduction),
        text("--optimizer", optimizer, standard.optimizer),
        number(
          "--learning-rate", learningRate, Self.defaultLearningRate(of: optimizer)),
      ] + bound("--momentum", momentum) + bound("--beta1", beta1) + bound("--beta2", beta2)
      + bound("--adam-epsilon", adamEpsilon)
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
