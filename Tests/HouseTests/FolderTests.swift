import Foundation
import Testing

/// A room in which one finds things: folders of some twenty files at most.
struct FolderTests {
  @Test(arguments: ["Sources", "Tests"]) func noFolderHasTooManyFiles(root: String) throws {
    let top = Manifest.root.appending(path: root)
    let all = FileManager.default.enumerator(at: top, includingPropertiesForKeys: nil)
    var counts: [String: Int] = [:]
    for case let file as URL in all ?? .init() where file.pathExtension == "swift" {
      counts[file.deletingLastPathComponent().path, default: 0] += 1
    }
    for (folder, count) in counts {
      // Rules has one file a rule, and one more than twenty of them.
      #expect(count <= 22, "\(folder) has \(count) files")
    }
  }

  /// One thing a file: what needs more lines is two things.
  @Test(arguments: ["Sources", "Tests"]) func noFileIsTooLong(root: String) throws {
    let top = Manifest.root.appending(path: root)
    let all = FileManager.default.enumerator(at: top, includingPropertiesForKeys: nil)
    for case let file as URL in all ?? .init() where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
      #expect(lines <= 230, "\(file.lastPathComponent) has \(lines) lines")
    }
  }
}
