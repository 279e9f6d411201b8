import ArgumentParser
import NeuralNetwork
import TrainingRecords

/// The options of the network that all runs of a command share.
struct NetworkOptions: ParsableArguments {
  // `unconditional`, so that `--width -1` is a number out of range and not a missing value.
  @Option(parsing: .unconditional, help: "Hidden weight layers.")
  var depth = 10
  @Option(parsing: .unconditional, help: "Units in each hidden layer.")
  var width = 64
  @Option(
    name: .customLong("bias-std"), parsing: .unconditional, help: "Deviation of the first biases.")
  var biasStd = 0.0
  @Option(
    help: ArgumentHelp(
      "Normalization before the activation: \(NormalizationKind.allCases.map(\.rawValue).inWords).")
  )
  var norm = "none"
  @Option(parsing: .unconditional, help: "Scale of residual branches (default: 1/√depth).")
  var residualScale: Double?
  @Option(help: "float32 or float64.")
  var precision = "float32"

  /// Puts these options into a configuration.
  func apply(to configuration: inout RunConfiguration) {
    configuration.depth = depth
    configuration.width = width
    configuration.biasStd = biasStd
    configuration.norm = norm
    configuration.residualScale = residualScale
    configuration.precision = precision
  }
}
