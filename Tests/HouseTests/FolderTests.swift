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
      #expect(count <= 24, "\(folder) has \(count) files")
    }
  }
}
