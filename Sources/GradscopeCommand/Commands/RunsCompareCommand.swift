import ArgumentParser
import Diagnosis
import Experiments
import Files
import RecordStore
import Reports
import Texts

/// `gradscope runs compare RUN RUN…`: stored runs side by side.
struct RunsCompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Draws stored runs side by side, as compare does.")

  @Argument(help: "Numbers, names, last, run logs or files of other tools; at least two.") var runs:
    [String]
  @OptionGroup var place: StoreOptions
  @OptionGroup var columns: ColumnOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Output") var choice: PictureChoice

  func validate() throws {
    guard runs.count >= 2 else {
      throw ValidationError(
        "runs compare: expected at least two runs, got \(runs.count); name another")
    }
  }

  func run() async throws {
    try await ExitStatus.reporting {
      let found = try runs.map { try RunSource.find($0, in: place, columns: columns) }
      try RunSource.checkDifferent(zip(runs, found).map { ($0, $1) }, command: "runs compare")
      let names = RunSource.tellingApart(zip(runs, found).map { ($0, $1) })
      let judged = zip(found, names).map { source, name in
        var record = source.record
        record.name = name.shown
        return JudgedRun(record, isRunning: source.isRunning)
      }
      var uses = FileUses()
      uses.add(runs: runs)
      uses.add(store: place.store)
      let folder = try OutputFolder(
        output.output ?? ResultFolder.runs(names.map(\.inFolder)),
        for: FigureSet.files(
          of: choice.selection, runs: runs.count, format: output.pictures.format), beside: uses,
        pictures: output.pictures.areDrawn)
      try output.show(
        FigureSet(
          judged, command: Invocation.command, selection: choice.selection,
          format: output.pictures.format), of: judged, in: folder,
        text: {
          ComparisonTable(judged).blocks + [.blank] + .paragraphs(Narrative(judged).sentences)
        },
        document: {
          ComparisonDocument(
            judged, configuration: ComparisonDocument.configuration(of: judged), files: $0,
            stored: found.compactMap {
              $0.stored.map { StoredPlace(store: place.store, run: $0.id) }
            })
        })
      return ExitStatus.after(judged, failOn: output.failOn, interruptedWith: nil)
    }
  }
}
