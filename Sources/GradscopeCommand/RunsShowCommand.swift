import ArgumentParser
import Diagnosis
import FileAccess
import RecordStore
import Reports

/// `gradscope runs show RUN`.
struct RunsShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows what a stored run was, what it measured and what is wrong with it.")

  @Argument(help: "Number, name or last.") var run: String
  @OptionGroup var place: StoreOptions
  @Option(help: "What standard output gets: text or json.") var format = PlainFormat.text

  func run() async throws {
    try await ExitStatus.reporting {
      let store = try place.open()
      let found = try store.resolve(run)
      let judged = JudgedRun(
        try store.record(found.id), isRunning: found.status == .running)
      switch format {
      case .json:
        let document = RunDocument(
          judged, isTopLevel: true, stored: StoredPlace(store: place.store, run: found.id))
        try StandardOutput.write(JSONText.encode(document) + "\n")
      case .text:
        let title =
          "run \(found.id), \(found.name.onOneLine): \(found.status.rawValue), started "
          + "\(StoredRunDocument.time(found.startedAt)) UTC, gradscope \(found.version.onOneLine)"
        try StandardOutput.write(
          ([title] + RunSheet(judged).lines + [""] + FindingList(judged).lines)
            .joined(separator: "\n") + "\n")
      }
      return 0
    }
  }
}
