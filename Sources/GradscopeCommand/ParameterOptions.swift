import ArgumentParser
import Experiments
import NeuralNetwork
import Safetensors
import TrainingRecords

/// Where the first weights come from and where weights go, as safetensors files.
struct ParameterOptions: ParsableArguments {
  @Option(help: "Start from the parameters of this safetensors file, not from --init.")
  var initialParameters: String?
  @Option(help: "Write the parameters before the first update to this safetensors file.")
  var saveInitialParameters: String?
  @Option(help: "Write the parameters at the end to this safetensors file.")
  var saveParameters: String?

  /// The tensors to start from; nil where the initializer draws them.
  func initial(for configuration: RunConfiguration) throws -> [NamedTensor]? {
    try initialParameters.map {
      try ParameterFile.read($0, precision: configuration.precision)
    }
  }

  /// Writes the first tensors, where that is asked for.
  func saveInitial(of experiment: Experiment) throws {
    guard let path = saveInitialParameters else { return }
    try ParameterFile.write(
      experiment.initialParameters, to: path, precision: experiment.configuration.precision)
  }

  /// Writes the last tensors, where that is asked for.
  func saveFinal(_ tensors: [NamedTensor], of experiment: Experiment) throws {
    guard let path = saveParameters else { return }
    try ParameterFile.write(tensors, to: path, precision: experiment.configuration.precision)
  }
}
