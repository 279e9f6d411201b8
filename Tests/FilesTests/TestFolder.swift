import Foundation

/// A folder of a test's own, deleted after it.
final class TestFolder {
  private let path = NSTemporaryDirectory() + "gradscope-files-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    // So that a folder without permissions can be deleted too.
    chmod(path, 0o700)
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of a file in the folder, or of the folder.
  subscript(_ name: String = "") -> String { name.isEmpty ? path : path + "/" + name }

  /// The names of all files in the folder.
  var contents: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: self[name]))
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: self[name])), as: UTF8.self)
  }
}
