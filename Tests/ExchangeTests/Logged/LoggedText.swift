import Foundation
import Records

@testable import Exchange

/// What another tool logged, in a file of its own, for as long as a test reads it.
enum LoggedText {
  /// What the reader makes of these bytes.
  static func read(
    _ bytes: [UInt8], named name: String = "mine.csv", columns: [String] = []
  ) throws -> RunRecord {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    return try LoggedFile.read(file.path, columns: ColumnChoice.reading(columns).get()).record
  }

  /// What it makes of these lines, each with its break.
  static func read(
    _ lines: [String], named name: String = "mine.csv", columns: [String] = []
  ) throws -> RunRecord {
    try read(
      Array(lines.map { $0 + "\n" }.joined().utf8), named: name, columns: columns)
  }

  /// What it says of these lines that it refuses, without the folder; nil where it takes them.
  static func refusal(
    _ lines: [String], named name: String = "mine.csv", columns: [String] = []
  ) -> String? {
    do {
      _ = try read(lines, named: name, columns: columns)
      return nil
    } catch {
      let text = "\(error)"
      return text.firstRange(of: name).map { String(text[$0.lowerBound...]) } ?? text
    }
  }

  /// A file that a tool wrote, kept beside the tests with the program that made it write it.
  static func kept(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../LoggedFiles/\(name)")
      .standardized.path
  }

  /// The run of such a file.
  static func record(_ name: String, columns: [String] = []) throws -> RunRecord {
    try LoggedFile.read(kept(name), columns: ColumnChoice.reading(columns).get()).record
  }
}
