import ArgumentParser
import Diagnosis
import RecordStore
import Reports
import Texts

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
        try StandardOutput.write(JSONText.encode(document), as: .json)
      case .text:
        let title =
          "run \(found.id), \(found.name): \(found.status.rawValue), started "
          + "\(StoredRunDocument.time(found.startedAt)) UTC, gradscope \(found.version)"
        try StandardOutput.write(
          [.line(title)] + RunSheet(judged).blocks + [.blank] + FindingList(judged).blocks)
      }
      return 0
    }
  }
}
