import ArgumentParser
import Experiments
import Networks
import Records

/// Where the first weights come from, if not from the initializer.
struct InitialParameterOptions: ParsableArguments {
  @Option(help: "Start from the parameters of this safetensors file, not from --init.")
  var initialParameters: String?

  func apply(to configuration: inout TrainingPlan) {
    configuration.initialParameters = initialParameters
  }

  /// The tensors to start from; nil where the initializer draws them.
  func load(for configuration: TrainingPlan) throws -> [NamedTensor]? {
    try initialParameters.map {
      try ParameterFile.read($0, precision: configuration.precision)
    }
  }
}
