import ArgumentParser
import Diagnosis
import Reports

/// Where and how results are shown.
struct OutputOptions: ParsableArguments {
  /// What standard output gets.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  /// From which severity on a finding makes the exit code 1.
  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case error, warning, never

    /// Whether findings of this gravest severity fail the command.
    func fails(_ gravest: Severity?) -> Bool {
      switch (self, gravest) {
      case (.never, _), (_, nil): false
      case (.error, let severity?): severity >= .error
      case (.warning, let severity?): severity >= .warning
      }
    }
  }

  @Option(help: "Folder for the pictures (default: under reports/).")
  var output: String?
  @Option(help: "What standard output gets: text or json.")
  var format = Format.text
  @Flag(help: "No progress on standard error.")
  var quiet = false
  @Option(help: "Exit with 1 on findings at or above: error, warning or never.")
  var failOn = FailOn.never

  /// Draws the pictures and writes the text or the document to standard output. What was measured
  /// is told even where a picture could not be written.
  ///
  /// - Throws: `ReportError` for a picture or an output that could not be written.
  func show(
    pictures: PictureSet, folder: String, text: () -> [String],
    document: (_ files: [String]) -> some Encodable
  ) throws {
    let drawn = pictures.write(into: folder)
    switch format {
    case .json:
      try StandardOutput.write(JSONText.encode(document(drawn.paths)) + "\n")
    case .text:
      let pictures = drawn.paths.isEmpty ? [] : ["", "Pictures:"] + drawn.paths.map { "  \($0)" }
      try StandardOutput.write(
        (text() + pictures).joined(separator: "\n") + "\n")
    }
    if let failure = drawn.failure { throw failure }
  }
}
