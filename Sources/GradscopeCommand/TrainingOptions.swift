import ArgumentParser
import Experiments
import TrainingRecords

/// The options of training that all networks of a command share.
struct TrainingOptions: ParsableArguments {
  // `unconditional`, so that `--width -1` is a number out of range and not a missing value.
  @Option(parsing: .unconditional, help: "Hidden weight layers.")
  var depth = 10
  @Option(parsing: .unconditional, help: "Units in each hidden layer.")
  var width = 64
  @Option(
    name: .customLong("bias-std"), parsing: .unconditional, help: "Deviation of the first biases.")
  var biasStd = 0.0
  @Option(parsing: .unconditional, help: "Scale of residual branches (default: 1/√depth).")
  var residualScale: Double?
  @Option(parsing: .unconditional, help: "Learning rate of SGD.")
  var learningRate = 0.05
  @Option(parsing: .unconditional, help: "Examples a step; 0 is the full set in data order.")
  var batchSize = 64
  @Option(parsing: .unconditional, help: "Updates.")
  var steps = 1000
  @Option(help: "digits, or the path of a .csv file whose last column is the class.")
  var dataset = "digits"
  @Option(parsing: .unconditional, help: "Share held out for validation; 0 for none.")
  var validationFraction = 0.2
  @Flag(inversion: .prefixedNo, help: "Scale features to mean 0 and deviation 1.")
  var standardize = true
  @Option(help: "float32 or float64.")
  var precision = "float32"
  @Option(parsing: .unconditional, help: "Seed of every random choice.")
  var seed: UInt64 = 1

  /// These options as a configuration.
  var configuration: RunConfiguration {
    var configuration = RunConfiguration()
    configuration.depth = depth
    configuration.width = width
    configuration.biasStd = biasStd
    configuration.residualScale = residualScale
    configuration.learningRate = learningRate
    configuration.batchSize = batchSize
    configuration.steps = steps
    configuration.validationFraction = validationFraction
    configuration.standardize = standardize
    configuration.precision = precision
    configuration.seed = seed
    return configuration
  }
}
