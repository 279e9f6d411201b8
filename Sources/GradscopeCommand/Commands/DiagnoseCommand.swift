import ArgumentParser
import Diagnosis
import Files
import RecordStore
import Reports

/// `gradscope diagnose RUN`: a stored run judged again, without training.
struct DiagnoseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagnose",
    abstract: "Judges a run again, with other thresholds if you like, without training.",
    discussion: """
      RUN is the number of a run (17), its name (the newest of that name), last, the file of a run \
      log, or what another tool logged: trainer_state.json, an event file of TensorBoard or a folder of \
      them, a table of losses as CSV or JSONL. With --output the pictures are drawn again.

      The thresholds, what they are, and what is compared with them:
      \(ThresholdOptions.list)
      """)

  @Argument(help: "Number, name, last, a run log, or a file of another tool.") var run: String
  @OptionGroup var thresholds: ThresholdOptions
  @OptionGroup var place: StoreOptions
  @OptionGroup var columns: ColumnOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Output") var choice: PictureChoice

  func run() async throws {
    try await ExitStatus.reporting {
      let thresholds = try self.thresholds.load()
      var output = self.output
      if output.output == nil { output.pictures.none = true }
      var uses = FileUses()
      uses.add(self.thresholds)
      uses.add(runs: [run])
      uses.add(store: place.store)
      let folder = try OutputFolder(
        output.output ?? "",
        for: FigureSet.files(of: choice.selection, runs: 1, format: output.pictures.format),
        beside: uses,
        pictures: output.pictures.areDrawn)
      let source = try RunSource.find(run, in: place, columns: columns)
      var record = source.record
      // What was tried was judged by the usual thresholds.
      if !thresholds.changes.isEmpty { record.facts.tried = [] }
      let judged = JudgedRun(
        record, thresholds: thresholds, isRunning: source.isRunning)
      try output.show(
        FigureSet(
          [judged], command: Invocation.command, selection: choice.selection,
          format: output.pictures.format), of: [judged], in: folder,
        text: {
          DataSheet([judged]).blocks + ComparisonTable([judged]).blocks + [.blank]
            + NextStep(judged, program: Invocation.name).blocks + FindingList(judged).blocks
            + (thresholds.changes.isEmpty
              ? []
              : [.blank, .line("Judged with \(thresholds.changes.joined(separator: ", ")).")])
        },
        document: {
          RunDocument(
            judged, files: $0, isTopLevel: true,
            stored: source.stored.map { StoredPlace(store: place.store, run: $0.id) })
        })
      return ExitStatus.after([judged], failOn: output.failOn, interruptedWith: nil)
    }
  }
}
