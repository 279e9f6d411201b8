import ArgumentParser
import Experiments
import Foundation
import NeuralNetwork
import Reports
import TrainingRecords

/// Where the first weights come from and where weights go, as safetensors files.
struct ParameterOptions: ParsableArguments {
  @OptionGroup(title: "Parameters") var start: InitialParameterOptions
  @Option(help: "Write the parameters before the first update to this safetensors file.")
  var saveInitialParameters: String?
  @Option(help: "Write the parameters at the end to this safetensors file.")
  var saveParameters: String?

  /// Finds out before a long run that a file cannot be written at its end.
  ///
  /// - Throws: `ReportError` for a path in a folder that is missing or not writable.
  func checkPlaces() throws(ReportError) {
    if let path = saveParameters, path == saveInitialParameters {
      throw .cannotWrite(
        "--save-parameters: expected another path than that of --save-initial-parameters, got "
          + "\"\(path)\" for both")
    }
    for (option, path) in [
      ("--save-initial-parameters", saveInitialParameters), ("--save-parameters", saveParameters),
    ] {
      guard let path else { continue }
      let parent = (path as NSString).deletingLastPathComponent
      let folder = parent.isEmpty ? "." : parent
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
        isFolder.boolValue, FileManager.default.isWritableFile(atPath: folder), !path.isEmpty,
        !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
          || (!isFolder.boolValue && FileManager.default.isWritableFile(atPath: path))
      else {
        throw .cannotWrite(
          "\(option): expected the path of a file that can be written, in a folder that exists, got \"\(path)\"; "
            + "make the folder, or choose another path")
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
