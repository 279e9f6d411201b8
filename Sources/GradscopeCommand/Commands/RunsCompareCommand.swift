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

  @Argument(help: "Numbers, names or last; at least two.") var runs: [String]
  @OptionGroup var place: StoreOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    guard runs.count >= 2 else {
      throw ValidationError(
        "runs compare: expected at least two runs, got \(runs.count); name another")
    }
  }

  /// The same run twice differs in nothing.
  private func checkDifferent(_ found: [StoredRun]) throws(ConfigurationError) {
    for (index, run) in found.enumerated() {
      guard let first = found.firstIndex(where: { $0.id == run.id }), first < index else {
        continue
      }
      throw ConfigurationError(
        "runs compare: expected different runs, got run \(run.id) twice (\(runs[first].inQuotes) and "
          + "\(runs[index].inQuotes)); name each run once")
    }
  }

  func run() async throws {
    try await ExitStatus.reporting {
      let store = try place.open()
      let found = try runs.map { try store.resolve($0) }
      try checkDifferent(found)
      let judged = try found.map { run in
        var record = try store.record(run.id)
        // Two runs of one name are told apart by their numbers.
        if found.filter({ $0.name == run.name }).count > 1 { record.name += " (\(run.id))" }
        return JudgedRun(record, isRunning: run.status == .running)
      }
      var uses = FileUses()
      uses.add(store: place.store)
      let folder = try OutputFolder(
        output.output ?? "reports/runs-" + found.map { "\($0.id)" }.joined(separator: "-"),
        for: PictureSet.namesOfRuns, beside: uses, pictures: output.pictures)
      try output.show(
        PictureSet(judged, command: Invocation.command), of: judged, in: folder,
        text: {
          ComparisonTable(judged).blocks + [.blank] + .paragraphs(Narrative(judged).sentences)
        },
        document: {
          ComparisonDocument(
            judged, configuration: ComparisonDocument.configuration(of: judged), files: $0,
            stored: found.map { StoredPlace(store: place.store, run: $0.id) })
        })
      return ExitStatus.after(judged, failOn: output.failOn, interruptedWith: nil)
    }
  }
}
