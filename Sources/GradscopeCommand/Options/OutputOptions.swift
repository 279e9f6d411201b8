import ArgumentParser
import Diagnosis
import Files
import Reports
import Texts

/// Where and how results are shown.
struct OutputOptions: ParsableArguments {
  /// What standard output gets.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown, sarif, junit
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
  @Option(
    help: ArgumentHelp(
      "What standard output gets: \(Format.allCases.map(\.rawValue).inWords) (sarif and junit: the "
        + "findings, for CI systems)."))
  var format = Format.text
  @OptionGroup var color: ColorOption
  @OptionGroup var pictures: PictureOptions
  @Flag(help: "No progress on standard error.")
  var quiet = false
  @Option(help: "Exit with 1 on findings at or above: error, warning or never.")
  var failOn = FailOn.never

  /// From which severity on a finding is a failure in a report of tests: that of `--fail-on`, error
  /// where nothing fails the command.
  private var failing: Severity { failOn == .warning ? .warning : .error }

  /// Draws the pictures and writes the text or the document to standard output. What was measured
  /// is told even where the pictures could not be written.
  ///
  /// - Throws: `ReportError` for a picture or an output that could not be written.
  func show(
    _ set: FigureSet, of runs: [JudgedRun] = [], in folder: OutputFolder, kept: RunKeeper? = nil,
    text: () -> [TextBlock],
    document: (_ files: [String]) -> some Encodable
  ) throws {
    let drawing = Result {
      guard pictures.areDrawn else { return [String]() }
      return try folder.write {
        try set.write(into: $0) { try JSONText.encode(document($0), pretty: false) }
      }
    }
    let paths = drawing.paths
    switch format {
    case .json:
      try StandardOutput.write(JSONText.encode(document(paths)), as: .json)
    case .markdown:
      try StandardOutput.write(MarkdownDocument(runs, files: paths).text, as: .markdown)
    case .sarif:
      try StandardOutput.write(
        JSONText.encode(SARIFDocument(runs, command: Invocation.command)), as: .sarif)
    case .junit:
      try StandardOutput.write(JUnitDocument(runs, threshold: failing).text, as: .xml)
    case .text:
      let pictures: [TextBlock] =
        paths.isEmpty
        ? [] : [.blank, .line(FileHeading.text(paths))] + paths.map { .copyable("  \($0)") }
      let omitted: [TextBlock] =
        set.omitted.isEmpty
        ? []
        : [.blank] + set.omitted.map { .line("No picture \($0.name): \($0.reason).") }
      let note = kept?.note ?? []
      try StandardOutput.write(text() + pictures + omitted + (note.isEmpty ? [] : [.blank]) + note)
    }
    _ = try drawing.get()
  }
}

extension Result where Success == [String] {
  /// The files that there are, also where others could not be written.
  fileprivate var paths: [String] {
    switch self {
    case .success(let paths): paths
    case .failure(let error): (error as? ReportError)?.written ?? []
    }
  }
}
