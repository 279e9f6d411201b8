import Datasets
import Experiments
import Records

/// One run of the calibration: what is trained, on what, and the fault that was planted in it.
struct Trial: Sendable {
  /// Its place in the plan, from 0.
  let index: Int
  /// What is trained; its seed is the seed of everything.
  var configuration: TrainingPlan
  /// The data.
  var dataset: String
  /// What was spoiled; nil for a network as it was drawn.
  var fault: PlantedFault?
  /// Options of the data, for the command.
  var dataWords: [String] = []
  /// What was planted by means that `fault` does not know, for the command.
  var remark: String?

  /// Loads, spoils where that is the fault, splits and scales the data.
  func data() throws -> PreparedData {
    let loaded = try DatasetName(parsing: dataset).load(seed: configuration.seed)
    return try PreparedData(fault?.spoiled(loaded) ?? loaded, for: configuration)
  }

  /// The same in float64.
  var twin: TrainingPlan {
    var twin = configuration
    twin.precision = "float64"
    return twin
  }

  /// The command line that trains it again; what was planted, and cannot be typed, comes after it.
  var command: String {
    var words = ["gradscope", "train"]
    if dataset != "digits" { words += ["--dataset", dataset] }
    words += dataWords
    for option in configuration.commandOptions where !option.isDefault { words += option.words }
    let planted = fault.map { "planted: \($0.words)" } ?? remark
    return words.joined(separator: " ") + (planted.map { "  # \($0)" } ?? "")
  }

  /// Names it in a line of the disagreements.
  var name: String { fault.map { "\(index) (\($0.words))" } ?? "\(index)" }
}
