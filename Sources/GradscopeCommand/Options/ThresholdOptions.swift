import ArgumentParser
import Diagnosis
import Experiments
import Files
import Texts

/// Other numbers for the rules to compare with.
struct ThresholdOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Another threshold, such as vanishedShare=0.001; may be repeated."))
  var threshold: [String] = []
  @Option(
    help: ArgumentHelp(
      "A YAML or JSON file of thresholds, with their names as keys.", valueName: "file"))
  var thresholds: String?

  /// A line for each threshold: its name, its standard, what it is compared with.
  static var list: String {
    Threshold.all.map { threshold in
      let standard = NumberText.short(threshold.standard)
      let codes = RuleCatalog.all.map(\.description).filter { $0.thresholds.contains(threshold) }
        .map(\.code)
      return
        "  \(threshold.name) (\(standard)): \(codes.joined(separator: ", ")): \(threshold.meaning)"
    }.joined(separator: "\n")
  }

  /// The standard thresholds with these changes; what is given by itself wins over the file.
  ///
  /// - Throws: `ConfigurationError` for a name or a number that is none, or a name given twice;
  ///   `FileError` and `BadContent` for a file that cannot be read, or is not a thresholds file.
  func load() throws -> Thresholds {
    var result = Thresholds.standard
    if let path = thresholds {
      var uses = FileUses()
      uses.add(self)
      try uses.check()
      for entry in try ThresholdFile.read(path) {
        let source = "--thresholds: \(path)" + (entry.line.map { ": line \($0)" } ?? "")
        do { try set(entry.name, to: entry.value, entry.text, in: &result, source: source) } catch {
          throw BadContent(error.description)
        }
      }
    }
    var named: Set<String> = []
    for text in threshold {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map(String.init)
      guard parts.count == 2 else {
        throw ConfigurationError("--threshold: expected NAME=NUMBER, got \(text.inQuotes)")
      }
      guard named.insert(parts[0]).inserted else {
        throw ConfigurationError(
          "--threshold: expected each name once, got \(parts[0].inQuotes) twice; leave out one")
      }
      try set(parts[0], to: Double(parts[1]) ?? .nan, parts[1], in: &result, source: "--threshold")
    }
    return result
  }

  private func set(
    _ name: String, to value: Double, _ text: String, in thresholds: inout Thresholds,
    source: String
  ) throws(ConfigurationError) {
    guard let threshold = Threshold.all.first(where: { $0.name == name }) else {
      let names = Threshold.all.map(\.name)
      throw ConfigurationError(
        "\(source): \(ConfigurationError.unknownName(name, valid: names))")
    }
    guard thresholds.set(threshold, to: value) else {
      throw ConfigurationError(
        "\(source): \(name): expected \(threshold.range), got \(text.inQuotes)")
    }
  }
}
