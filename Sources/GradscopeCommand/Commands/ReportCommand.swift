import ArgumentParser
import Diagnosis
import Files
import Foundation
import RecordStore
import Reports
import Texts

/// `gradscope report [RUN…]`: the page of stored runs or run logs.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes a self-contained HTML page of stored runs, to be sent to somebody.",
    discussion: """
      RUN is the number of a run (17), its name (the newest of that name), last, or the file of a \
      run log. Without one: the newest run of the store, with those that were trained together \
      with it.

      The page has the verdicts, the findings, all pictures with their values, the places and the \
      data. It needs no other file and no network.
      """)

  @Argument(help: "Numbers, names, last, run logs or files of other tools.") var runs: [String] = []
  @OptionGroup var place: StoreOptions
  @OptionGroup var columns: ColumnOptions
  @OptionGroup var thresholds: ThresholdOptions
  @Option(
    help: ArgumentHelp(
      "The file (default: report.html in a folder under reports/).", valueName: "file"))
  var output: String?
  @Option(help: "What standard output gets: text or json.") var format = PlainFormat.text

  func validate() throws {
    if let output, output.isEmpty || output.hasSuffix("/") {
      let got = output.isEmpty ? "an empty one" : "that of a folder, \(output)"
      throw ValidationError("--output: expected the name of a file, got \(got); name a file")
    }
  }

  func run() async throws {
    try await ExitStatus.reporting {
      let thresholds = try self.thresholds.load()
      let texts = try runs.isEmpty ? LastRuns.numbers(in: place.open()) : runs
      let found = try texts.map { try RunSource.find($0, in: place, columns: columns) }
      try RunSource.checkDifferent(zip(texts, found).map { ($0, $1) }, command: "report")
      let names = RunSource.tellingApart(zip(texts, found).map { ($0, $1) })
      let path =
        output
        ?? FilePath(ResultFolder.runs(names.map(\.inFolder))).appending(ReportPage.fileName).text
      var uses = FileUses()
      uses.add(self.thresholds)
      uses.add(runs: texts)
      uses.add(store: place.store)
      uses.writes(path, as: "the page (--output)")
      try uses.check()
      let judged = zip(found, names).map { source, name in
        var record = source.record
        record.name = name.shown
        // What was tried was judged by the usual thresholds.
        if !thresholds.changes.isEmpty { record.facts.tried = [] }
        return JudgedRun(record, thresholds: thresholds, isRunning: source.isRunning)
      }
      if output == nil { try Folder.make(FilePath(path).folder.text) }
      let stored = found.map {
        $0.stored.map { StoredPlace(store: place.store, run: $0.id) }
      }
      let document = try Self.document(of: judged, stored: stored, files: [path])
      let page = ReportPage(judged, command: Invocation.command)
      try AtomicFile.write(page.bytes(document: document(false)), to: path)
      switch format {
      case .json: try StandardOutput.write(document(true), as: .json)
      case .text:
        let which = runs.isEmpty ? [TextBlock.line("Of \(names.map(\.shown).inWords):")] : []
        try StandardOutput.write(which + [.copyable(path)])
      }
      return 0
    }
  }

  /// The document of one run, or of several, on indented lines or on one.
  private static func document(
    of runs: [JudgedRun], stored: [StoredPlace?], files: [String]
  ) throws -> (_ pretty: Bool) throws -> String {
    if runs.count == 1 {
      let document = RunDocument(runs[0], files: files, isTopLevel: true, stored: stored[0])
      return { try JSONText.encode(document, pretty: $0) }
    }
    let document = ComparisonDocument(
      runs, configuration: ComparisonDocument.configuration(of: runs), files: files,
      stored: stored.compactMap { $0 })
    return { try JSONText.encode(document, pretty: $0) }
  }
}
