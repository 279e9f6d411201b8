import ArgumentParser
import Networks
import Records

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
      "Normalization before the activation: \(NormalizationKind.allCases.map(\.rawValue).inWords).")
  )
  var norm = "none"
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

  /// Puts these options into a configuration.
  func apply(to configuration: inout TrainingPlan) {
    configuration.depth = depth
    configuration.width = width
    configuration.biasStd = biasStd
    configuration.norm = norm
    configuration.residualScale = residualScale
    configuration.precision = precision
  }
}
