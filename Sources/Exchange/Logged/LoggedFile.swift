import Files
import Foundation
import Records
import Texts

/// Reads the run of a file, whichever tool wrote it: a run log, the state of Hugging Face's Trainer, a
/// table as CSV or JSONL, an event file of TensorBoard or a folder of them. What it is, its content tells.
public enum LoggedFile {
  /// The run of a file or folder.
  ///
  /// - Parameters:
  ///   - path: The file, or a folder of event files.
  ///   - columns: Which columns are what, where their names do not tell.
  ///   - activation: As for `RunLogReader.read`.
  /// - Throws: `RunLogError` where it cannot be read, is none of these, or is wrong at a line or record.
  public static func read(
    _ path: String, columns: ColumnChoice = .byName,
    activation: (String) -> ActivationFacts? = { _ in nil }
  ) throws(RunLogError) -> RunLog {
    if FileKind(at: path) == .directory { return try EventFolder(path, columns).log() }
    let isLog = path.hasSuffix(RunLog.fileEnding) || path.hasSuffix(RunLog.fileEnding + ".gz")
    if isLog { return try RunLogReader.read(path, activation: activation) }
    let start = try start(path)
    if RecordFrame.length(start) != nil {
      return try EventFileReader(files: [(path, "")], path: path, choice: columns).log()
    }
    return try text(path, columns, activation)
  }

  /// The run of a file of text.
  private static func text(
    _ path: String, _ columns: ColumnChoice, _ activation: (String) -> ActivationFacts?
  ) throws(RunLogError) -> RunLog {
    let lines = try RunLogLines(path)
    guard let first = try lines.next() else {
      throw .content(
        path: path, line: 1,
        problem: "expected a run log or another tool's log, got an empty file; name another file")
    }
    let byte = first.bytes.first { !isSpace($0) }
    if byte == UInt8(ascii: "{"),
      let object = try? JSONScanner.object(first.bytes, takesNonFinite: true)
    {
      if object["schema"] != nil { return try RunLogReader.read(path, activation: activation) }
      // The state of a Trainer may be on one line.
      if object["log_history"] == nil {
        return try LoggedJSON(path: path, choice: columns).lines(try RunLogLines(path))
      }
    }
    if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
      return try LoggedJSON(path: path, choice: columns).whole(try whole(path)[...])
    }
    guard LoggedCSV.isHeader(first.bytes, columns) else {
      let shown = String(decoding: first.bytes.prefix(60), as: UTF8.self)
      throw .content(
        path: path, line: first.number,
        problem:
          "expected a run log, a trainer_state.json, JSON lines, an event file of TensorBoard, or "
          + "a table whose header names the loss, got \(shown.inQuotes); name a column with "
          + "--column loss=NAME, or another file")
    }
    return try LoggedCSV(path: path, choice: columns).lines(first, then: lines)
  }

  /// All of a text, plain or gzipped.
  private static func whole(_ path: String) throws(RunLogError) -> [UInt8] {
    let lines = try RunLogLines(path)
    var text: [UInt8] = []
    while let line = try lines.next() {
      text += line.bytes
      text.append(0x0A)
      guard text.count <= LoggedJSON.largest else {
        throw .table(
          path: path, place: nil,
          problem:
            "expected at most \(LoggedJSON.largest >> 20) MB of JSON in one value, got more; "
            + "write one object a line")
      }
    }
    return text
  }

  /// The first bytes of a file, as many as a record of an event file begins with.
  private static func start(_ path: String) throws(RunLogError) -> ArraySlice<UInt8> {
    do throws(FileError) {
      let file = try FileBytes(at: path, expected: "a run log or another tool's log")
      var bytes: [UInt8] = []
      while bytes.count < RecordFrame.headSize,
        try file.read(RecordFrame.headSize - bytes.count, to: &bytes) > 0
      {}
      return bytes[...]
    } catch {
      throw .file(error)
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  // MARK: - Names

  /// The name of a run: that of its file without the ending.
  static func runName(_ path: String) -> String {
    var name = FilePath(path).name
    for ending in [".gz", ".jsonl", ".json", ".csv", ".tsv", ".ndjson"]
    where name.hasSuffix(ending) && name.count > ending.count {
      name.removeLast(ending.count)
    }
    return name.isEmpty ? "run" : name
  }

  /// The name of a run of event files: that of their folder, for theirs are made of times and machines.
  static func folderName(_ path: String) -> String {
    let own = FilePath(path)
    let folder = FileKind(at: path) == .directory ? own : own.folder
    let here = FilePath(FileManager.default.currentDirectoryPath).name
    let name = folder.name == "." ? here : folder.name
    return name.isEmpty || name == ".." ? "run" : name
  }
}
