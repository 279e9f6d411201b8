import ArgumentParser
import Exchange
import Experiments
import Files
import Foundation
import RecordStore
import Texts

/// `gradscope runs export RUN`.
struct RunsExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes a stored run for other programs.",
    discussion: """
      Without --output, json, jsonl and the layers' table of csv go to standard output; event files \
      for TensorBoard go to reports/tensorboard: tensorboard --logdir reports/tensorboard
      """)

  @Argument(help: "Number, name, last, a run log, or a file of another tool.") var run: String
  @Option(
    help: ArgumentHelp("One of: \(ExportFormat.allCases.map(\.rawValue).inWords)."))
  var to: ExportFormat
  @Option(help: "Folder for the files.") var output: String?
  @OptionGroup var place: StoreOptions
  @OptionGroup var columns: ColumnOptions

  func validate() throws {
    if output?.isEmpty == true {
      throw ValidationError("--output: expected the name of a folder, got an empty one")
    }
  }

  func run() async throws {
    try await ExitStatus.reporting {
      try checkReader()
      let source = try RunSource.find(run, in: place, columns: columns)
      let record = source.record
      let origin = source.stored.map {
        RunOrigin(
          run: $0.id, startedAt: $0.startedAt.formatted(.iso8601), version: $0.version)
      }
      if output == nil,
        let text = RecordExport.text(
          record, as: to, startedAt: source.startedAt ?? Date(), origin: origin)
      {
        try StandardOutput.write(data: text)
        return 0
      }
      // Several runs of one name go to files of their own.
      let files = RecordExport(
        record, as: to, to: output ?? "reports/tensorboard",
        named: source.stored.map { "\(record.name)-\($0.id)" } ?? record.name,
        startedAt: source.startedAt ?? Date(), origin: origin)
      var uses = FileUses()
      uses.add(runs: [run])
      uses.add(store: place.store)
      for path in files.paths { uses.writes(path, as: "the export (--output)") }
      try uses.check()
      let paths = try files.write()
      try StandardOutput.write(paths.map { .copyable($0) })
      return 0
    }
  }

  /// Thousands of lines of data are for a program, not for a person's terminal.
  private func checkReader() throws(ConfigurationError) {
    guard output == nil, to != .tensorboard, Terminal.outputIsTerminal else { return }
    let file =
      to == .csv ? "layers.csv" : to == .log ? "run\(RunLog.fileEnding)" : "run.\(to.rawValue)"
    throw ConfigurationError(
      "runs export: expected a file or a pipe for the data, got a terminal; add --output FOLDER, or "
        + "redirect it: > \(file)")
  }
}

extension ExportFormat: ExpressibleByArgument {}
