import Files
import Foundation
import Texts

/// A folder of event files: those of one run, of which a training that went on has several, or the folders
/// `train` and `validation` that Keras writes.
struct EventFolder {
  private let path: String
  private let choice: ColumnChoice
  /// Event files right in the folder, in the order of their names, which begin with the time.
  private let files: [String]
  /// Folders right in it that have event files.
  private let folders: [String]

  /// Looks at a folder.
  ///
  /// - Throws: `RunLogError.file` where it cannot be read.
  init(_ path: String, _ choice: ColumnChoice) throws(RunLogError) {
    self.path = path
    self.choice = choice
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw .file(
        .unreadable(
          path: path,
          problem: "expected a folder that can be read, got no permission; change its permissions "
            + "(chmod u+rx)"))
    }
    let sorted = names.sorted()
    files = sorted.filter(Self.isEventFile)
    folders = sorted.filter { name in
      let inner = FilePath(path).appending(name).text
      guard FileKind(at: inner) == .directory else { return false }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: inner)) ?? []
      return names.contains(where: Self.isEventFile)
    }
  }

  /// Whether a name is one that TensorBoard takes for an event file.
  static func isEventFile(_ name: String) -> Bool { name.contains("tfevents") }

  /// The run of the folder.
  ///
  /// - Throws: `RunLogError.file` where it has no event file; `RunLogError.table` where it has several
  ///   runs.
  func log() throws(RunLogError) -> RunLog {
    let parts = folders.filter { Self.parts[$0] != nil }
    let isInParts = files.isEmpty && !parts.isEmpty && parts.count == folders.count
    guard !files.isEmpty || isInParts else {
      guard folders.isEmpty else {
        throw .table(
          path: path, place: nil,
          problem: "expected the event files of one run, got \(folders.count) folders of them "
            + "(\(folders.prefix(5).map(\.inQuotes).joined(separator: ", "))); name one")
      }
      throw .file(
        .unreadable(
          path: path,
          problem: "expected event files of TensorBoard (…tfevents…) in the folder, got none; name "
            + "a file or the folder of one run"))
    }
    let own = files.map { (path: FilePath(path).appending($0).text, prefix: "") }
    guard isInParts else {
      return try EventFileReader(files: own, path: path, choice: choice).log()
    }
    var all: [(path: String, prefix: String)] = []
    for part in parts {
      let folder = FilePath(path).appending(part)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.text)) ?? []
      for name in names.sorted() where Self.isEventFile(name) {
        all.append((folder.appending(name).text, "\(Self.parts[part] ?? part)/"))
      }
    }
    return try EventFileReader(files: all, path: path, choice: choice, isOfKeras: true).log()
  }

  /// Folders whose events are of one run, and what goes before their tags.
  private static let parts = [
    "train": "train", "validation": "validation", "val": "val", "valid": "valid", "eval": "eval",
    "test": "test",
  ]
}
