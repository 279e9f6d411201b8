import ArgumentParser
import Diagnosis

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
}
