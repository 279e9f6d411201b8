import FileAccess
import Foundation
import TrainingRecords

/// Turns a record into files, or text, for other programs.
public enum RecordExport {
  /// Writes a record into a folder, which is made where it is missing. Every file appears complete
  /// or not at all.
  ///
  /// - Parameters:
  ///   - name: what the files are called; nil for the name of the record.
  ///   - startedAt: when the run began; TensorBoard shows it.
  ///   - origin: where the run comes from; JSON says it.
  /// - Returns: the paths of the files.
  /// - Throws: `FileError.unwritable` where the folder or a file cannot be written.
  public static func write(
    _ record: RunRecord, as format: ExportFormat, to folder: String, named name: String? = nil,
    startedAt: Date, origin: RunOrigin? = nil
  ) throws(FileError) -> [String] {
    let name = fileName(name ?? record.name)
    let files: [(name: String, bytes: () -> [UInt8])]
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
    }
    var paths: [String] = []
    for file in files {
      let path = (folder as NSString).appendingPathComponent(file.name)
      try makeFolder((path as NSString).deletingLastPathComponent)
      try AtomicFile.write(file.bytes(), to: path)
      paths.append(path)
    }
    return paths
  }

  /// A record as text; of the tables the one of the layers. nil for a format that is no text.
  public static func text(
    _ record: RunRecord, as format: ExportFormat, origin: RunOrigin? = nil
  ) -> String? {
    switch format {
    case .csv: CSVExport(record).layers
    case .json: JSONExport(record, origin: origin).whole
    case .jsonl: JSONExport(record, origin: origin).lines
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

  private static func makeFolder(_ path: String) throws(FileError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(
        path: path,
        problem: "expected a folder that can be made, got a path where none can be; "
          + "choose another folder")
    }
  }
}
