import Files
import Foundation
import Records

/// A record as files, or text, for other programs.
public struct RecordExport {
  private let folder: FilePath
  private let files: [(name: String, bytes: () -> [UInt8])]

  /// A record as files in a folder.
  ///
  /// - Parameters:
  ///   - name: what the files are called; nil for the name of the record.
  ///   - startedAt: when the run began; TensorBoard shows it, and a log says it.
  ///   - origin: where the run comes from; JSON says it.
  public init(
    _ record: RunRecord, as format: ExportFormat, to folder: String, named name: String? = nil,
    startedAt: Date, origin: RunOrigin? = nil
  ) {
    self.folder = FilePath(folder)
    let name = Self.fileName(name ?? record.name)
    switch format {
    case .csv:
      files = CSVExport(record).tables.map { table in
        ("\(name)-\(table.name).csv", { Array(table.text().utf8) })
      }
    case .json:
      files = [("\(name).json", { Array(JSONExport(record, origin: origin).whole.utf8) })]
    case .jsonl:
      files = [("\(name).jsonl", { Array(JSONExport(record, origin: origin).lines.utf8) })]
    case .tensorboard:
      let seconds = Int(startedAt.timeIntervalSince1970)
      // A folder for each run: TensorBoard takes its name for that of the run.
      files = [
        (
          "\(name)/events.out.tfevents.\(seconds).gradscope",
          { TensorBoardExport(record, startedAt: startedAt).bytes }
        )
      ]
    case .log:
      files = [
        (
          "\(name)\(RunLog.fileEnding)",
          { Array(RunLogWriter(record, startedAt: startedAt).text.utf8) }
        )
      ]
    }
  }

  /// Where the files go.
  public var paths: [String] { files.map { folder.appending($0.name).text } }

  /// Writes the files; folders that are missing are made. Every file appears complete or not at all.
  ///
  /// - Returns: `paths`.
  /// - Throws: `FileError.unwritable` where a folder or a file cannot be written.
  public func write() throws(FileError) -> [String] {
    for above in Set(paths.map { FilePath($0).folder }) { try Folder.make(above.text) }
    // One after the other: a run may have tables of hundreds of megabytes.
    for (file, path) in zip(files, paths) { try AtomicFile.write(file.bytes(), to: path) }
    return paths
  }

  /// A record as text; of the tables the one of the layers. nil for a format that is no text.
  ///
  /// - Parameter startedAt: When the run began; a log says it.
  public static func text(
    _ record: RunRecord, as format: ExportFormat, startedAt: Date, origin: RunOrigin? = nil
  ) -> String? {
    switch format {
    case .csv: CSVExport(record).layers
    case .json: JSONExport(record, origin: origin).whole
    case .jsonl: JSONExport(record, origin: origin).lines
    case .log: RunLogWriter(record, startedAt: startedAt).text
    case .tensorboard: nil
    }
  }

  /// A run's name as that of a file: what could lead out of the folder, or what a shell or a file
  /// system takes for something else, becomes a minus.
  static func fileName(_ name: String) -> String {
    let safe = String(
      name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_+.".contains($0)) ? $0 : "-" })
    return safe.allSatisfy { $0 == "." } ? "run" : safe
  }
}
