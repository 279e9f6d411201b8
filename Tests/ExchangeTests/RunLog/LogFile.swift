import Foundation
import Records

@testable import Exchange

/// A log in a file of its own, for as long as a test reads it.
enum LogFile {
  /// The first line of most tests: two layers and an output.
  static let head =
    #"{"schema":"gradscope.log/1","places":[{"name":"a","kind":"dense","units":4},"#
    + #"{"name":"b","kind":"dense","units":4},{"name":"out","kind":"output","units":2}],"#
    + #""chains":[{"name":"layers","places":["a","b"]}]}"#

  /// What the reader makes of these bytes.
  static func read(
    _ bytes: [UInt8], named name: String = "test.gradscope.jsonl",
    activation: (String) -> ActivationFacts? = { _ in nil }
  ) throws -> RunLog {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    return try RunLogReader.read(file.path, activation: activation)
  }

  /// What the reader makes of these lines, each with its break.
  static func read(_ lines: [String]) throws -> RunRecord {
    try read(Array(lines.map { $0 + "\n" }.joined().utf8)).record
  }

  /// What it makes of these lines behind a first one.
  static func record(_ lines: String...) throws -> RunRecord { try read([head] + lines) }

  /// A log that is kept beside the tests.
  static func kept(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../RunLogs/\(name)")
      .standardized
  }
}
