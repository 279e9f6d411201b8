import ArgumentParser
import Diagnosis
import Experiments
import FileAccess
import Foundation

/// Other numbers for the rules to compare with.
struct ThresholdOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Another threshold, such as vanishedShare=0.001; may be repeated."))
  var threshold: [String] = []
  @Option(
    help: ArgumentHelp(
      "A JSON file of thresholds: an object with the names as keys.", valueName: "file"))
  var thresholds: String?

  /// The standard thresholds with these changes; what is given by itself wins over the file.
  ///
  /// - Throws: `ConfigurationError` for a name or a number that is none; `FileError` for a file that
  ///   cannot be read.
  func load() throws -> Thresholds {
    var changes: [(source: String, name: String, value: String)] = []
    if let thresholds { changes += try read(thresholds) }
    for text in threshold {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw ConfigurationError("--threshold: expected NAME=NUMBER, got \"\(text)\"")
      }
      changes.append(("--threshold", String(parts[0]), String(parts[1])))
    }
    var result = Thresholds.standard
    for (source, name, text) in changes {
      guard Thresholds.names.contains(name) else {
        throw ConfigurationError.unknown(source, name, valid: Thresholds.names)
      }
      guard let value = Double(text), value.isFinite, value >= 0, result.set(name, to: value) else {
        throw ConfigurationError(
          "\(source): \(name): expected a number from 0 up"
            + (name == "stepsToJudgeLearning" ? ", a whole one" : "") + ", got \"\(text)\"")
      }
    }
    return result
  }

  private func read(
    _ path: String
  ) throws -> [(source: String, name: String, value: String)] {
    let bytes = try InputFile.bytes(
      at: path, expected: "a JSON file of thresholds", limit: 1 << 20)
    guard let object = try? JSONDecoder().decode([String: Double].self, from: Data(bytes)) else {
      throw ConfigurationError(
        "--thresholds: \(path): expected a JSON object of numbers, such as "
          + "{\"vanishedShare\": 0.001}, got something else; mend the file")
    }
    return object.sorted { $0.key < $1.key }.map { (path, $0.key, "\($0.value)") }
  }
}
