import ArgumentParser
import Experiments
import Files
import Networks
import Records
import Reports

/// Where the first weights come from and where weights go, as safetensors files.
struct ParameterOptions: ParsableArguments {
  @OptionGroup(title: "Parameters") var start: InitialParameterOptions
  @Option(help: "Write the parameters before the first update to this safetensors file.")
  var saveInitialParameters: String?
  @Option(help: "Write the parameters at the end to this safetensors file.")
  var saveParameters: String?

  /// What is to be written: the option and its path.
  var outputs: [(option: String, path: String)] {
    [
      ("--save-initial-parameters", saveInitialParameters), ("--save-parameters", saveParameters),
    ].compactMap { option, path in path.map { (option, $0) } }
  }

  /// Finds out before a long run that a file cannot be written at its end.
  ///
  /// - Throws: `ReportError` with the option and the reason.
  func checkPlaces() throws(ReportError) {
    for (option, path) in outputs {
      do { try AtomicFile.check(path) } catch {
        throw .cannotWrite("\(option): \(error)")
      }
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
