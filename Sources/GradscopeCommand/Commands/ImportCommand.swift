import ArgumentParser
import Diagnosis
import Exchange
import Experiments
import Files
import RecordStore
import Records
import Reports
import Texts

/// `gradscope import FILE…`: runs of other programs, put into the store.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Judges runs that other programs logged, and puts them into the store.",
    discussion: """
      Of one log all findings are shown, as by diagnose; of several, the verdict of each.

      FILE is a run log, NAME.gradscope.jsonl or .jsonl.gz (Documentation/run-log.md), or what another \
      tool logged (Documentation/logged-elsewhere.md): trainer_state.json, an event file of TensorBoard \
      or a folder of them, a table of losses as CSV or JSONL. diagnose, runs show, runs compare and runs \
      export take such a file in place of a run, too.
      """)

  @Argument(
    help: ArgumentHelp("Run logs or files of other tools; at least one.", valueName: "file"))
  var files: [String]
  @OptionGroup var place: StoreOptions
  @OptionGroup var columns: ColumnOptions
  @Option(help: "What standard output gets: text or json.") var format = PlainFormat.text
  @OptionGroup var color: ColorOption

  func run() async throws {
    try await ExitStatus.reporting {
      var uses = FileUses()
      uses.add(store: place.store)
      for file in files { uses.reads(file, as: "the run log") }
      try uses.check()
      // All are read before one is kept.
      let logs = try files.map {
        try LoggedFile.read($0, columns: columns.choice, activation: RunSource.activation)
      }
      let store = try RunStore(creatingAt: place.store)
      var kept: [(number: Int64, run: JudgedRun)] = []
      for log in logs {
        let run = JudgedRun(JudgedRecord(log.record))
        let version = log.record.facts.origin.versions[log.record.facts.origin.program] ?? ""
        let id = try store.begin(log.record, version: version, startedAt: log.startedAt)
        var position = WritePosition()
        try store.finish(
          id, with: log.record, from: &position,
          verdict: run.isTrained ? StoredVerdict(run.judgement) : nil)
        kept.append((id, run))
      }
      switch format {
      case .json:
        let documents = kept.map {
          RunDocument(
            $0.run, isTopLevel: true, stored: StoredPlace(store: place.store, run: $0.number))
        }
        try StandardOutput.write(JSONText.encode(documents), as: .json)
      case .text:
        let lines = zip(files, kept).map { file, kept in
          TextBlock.line(
            "\(file): run \(kept.number), \(kept.run.name): \(kept.run.verdictText, kept.run.verdictRole)"
          )
        }
        let shown = place.given.map { " --store \(Invocation.quoted($0))" } ?? ""
        try StandardOutput.write(
          lines + (kept.count == 1 ? [.blank] + FindingList(kept[0].run).blocks : []) + [
            .blank,
            .line(
              "Kept as \(RunNumbers.text(kept.map(\.number))) in \(place.store):", .provenance),
            .copyable("  \(Invocation.name) runs show \(kept[0].number)\(shown)"),
          ])
      }
      return 0
    }
  }

  func validate() throws {
    guard !files.isEmpty else {
      throw ValidationError("import: expected at least one run log, got none; name a file")
    }
  }
}
