import Foundation
import RecordStore

/// A folder in which a test's commands run one after the other, deleted after it.
final class WorkFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "gradscope-work-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in it.
  subscript(_ name: String) -> String { path + "/" + name }

  /// All files below it, by their paths from here.
  var files: [String] {
    (FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []).sorted()
  }

  /// Runs the program here.
  func run(_ arguments: String..., prelude: String = "") async throws -> Program.Outcome {
    try await Program.run(arguments, prelude: prelude, in: path)
  }

  /// Whether the standard store has a run that was begun: for the moment of a signal.
  @Sendable func hasRun() -> Bool {
    (try? RunStore(readingAt: self["reports/gradscope.sqlite"]).resolve("last")) != nil
  }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: self[name])) }
}
