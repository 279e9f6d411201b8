import ArgumentParser
import Experiments
import Networks

/// The options of the network that all runs of a command share.
struct NetworkOptions: ParsableArguments {
  // `unconditional`, so that `--width -1` is a number out of range and not a missing value.
  @Option(
    name: .customLong("depth"), parsing: .unconditional,
    help: ArgumentHelp("Hidden weight layers (default: 10).", valueName: "depth"))
  var givenDepth: Int?
  @Option(
    name: .customLong("width"), parsing: .unconditional,
    help: ArgumentHelp("Units in each hidden layer (default: 64; sweep: 128).", valueName: "width"))
  var givenWidth: Int?
  @Option(
    name: .customLong("bias-std"), parsing: .unconditional,
    help: ArgumentHelp(
      "Deviation of the first biases (default: 0; sweep: √0.05).", valueName: "bias-std"))
  var givenBiasStd: Double?
  @Option(
    help: ArgumentHelp(
      "Units of each hidden layer, such as 128,64,32, in place of --depth and --width.",
      valueName: "list"))
  var widths: String?
  @Option(
    name: .customLong("norm"),
    help: ArgumentHelp(
      "Normalization before the activation: \(NormalizationKind.allCases.map(\.rawValue).inWords) "
        + "(default: none); one for all hidden layers, or one for each.", valueName: "names"))
  var givenNorm: String?
  @Option(
    name: .customLong("dropout"), parsing: .unconditional,
    help: ArgumentHelp(
      "Share of activations that training drops (default: 0); one for all hidden layers, or one for "
        + "each.", valueName: "shares"))
  var givenDropout: String?
  @Option(
    name: .customLong("output-activation"),
    help: ArgumentHelp(
      "What becomes of the outputs before the loss: \(OutputActivation.names.inWords) (auto: what the "
        + "loss needs).", valueName: "name"))
  var givenOutputActivation: String?
  @Option(parsing: .unconditional, help: "Scale of residual branches (default: 1/√depth).")
  var residualScale: Double?
  @Option(help: "float32 or float64.")
  var precision = "float32"

  /// L.
  var depth: Int { givenDepth ?? TrainingPlan().depth }
  /// Units in each hidden layer.
  var width: Int { givenWidth ?? TrainingPlan().width }
  /// Deviation of the first biases.
  var biasStd: Double { givenBiasStd ?? TrainingPlan().biasStd }

  /// Puts these options into a plan.
  ///
  /// - Throws: `ConfigurationError` for a list that is none, and for a width given in two ways.
  func apply(to plan: inout TrainingPlan) throws(ConfigurationError) {
    if let widths {
      guard givenDepth == nil, givenWidth == nil else {
        throw ConfigurationError("--widths: says depth and width; leave out --depth and --width")
      }
      plan.widths = try ListText.wholes("widths", widths)
    } else {
      plan.depth = depth
      plan.width = width
    }
    plan.biasStd = biasStd
    plan.residualScale = residualScale
    plan.precision = precision
    try applyGiven(to: &plan)
  }

  /// Puts those that were typed into a plan.
  ///
  /// - Throws: `ConfigurationError` for a list that is none.
  func applyGiven(to plan: inout TrainingPlan) throws(ConfigurationError) {
    if let givenNorm { plan.norm = try ListText.names("norm", givenNorm) }
    if let givenDropout { plan.dropout = try ListText.numbers("dropout", givenDropout) }
    if let givenOutputActivation { plan.outputActivation = givenOutputActivation }
    if let givenBiasStd { plan.biasStd = givenBiasStd }
    if let residualScale { plan.residualScale = residualScale }
  }
}
