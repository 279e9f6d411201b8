import ArgumentParser
import Diagnosis
import RecordStore
import Reports
import Texts

/// `gradscope runs show RUN`.
struct RunsShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows what a run was, what it measured and what is wrong with it.")

  @Argument(help: "Number, name, last, a run log, or a file of another tool.") var run: String
  @OptionGroup var place: StoreOptions
  @OptionGroup var columns: ColumnOptions
  @Option(help: "What standard output gets: text or json.") var format = PlainFormat.text
  @OptionGroup var color: ColorOption

  func run() async throws {
    try await ExitStatus.reporting {
      let source = try RunSource.find(run, in: place, columns: columns)
      let judged = JudgedRun(source.record, isRunning: source.isRunning)
      switch format {
      case .json:
        let document = RunDocument(
          judged, isTopLevel: true,
          stored: source.stored.map { StoredPlace(store: place.store, run: $0.id) })
        try StandardOutput.write(JSONText.encode(document), as: .json)
      case .text:
        let what = source.stored.map { "run \($0.id), \($0.name)" } ?? source.record.name
        let status = source.stored?.status.rawValue ?? source.record.status.rawValue
        let start = source.startedAt.map { ", started \(StoredRunDocument.time($0)) UTC" } ?? ""
        let origin = source.record.facts.origin
        let program = origin.isOwn ? "gradscope" : origin.program
        let version = source.stored?.version ?? ""
        let maker = program.isEmpty ? "" : ", \(program)\(version.isEmpty ? "" : " \(version)")"
        let title: RichText = "\(what, .strong): \(status)\(start + maker, .provenance)"
        try StandardOutput.write(
          [.line(title)] + RunSheet(judged).blocks + [.blank] + FindingList(judged).blocks)
      }
      return 0
    }
  }
}
