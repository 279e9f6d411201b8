import Foundation
import RecordStore
import Testing

/// What a command says of the runs it keeps.
@Suite struct RunKeeperTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("gradscope-kept-\(UUID().uuidString)")

  private func train(_ steps: Int, in path: String) async throws -> Program.Outcome {
    try await Program.run([
      "train", "--depth", "2", "--width", "8", "--steps", "\(steps)", "--quiet", "--no-pictures",
      "--store", path,
    ])
  }

  @Test func theNoteNamesTheStore() async throws {
    let path = folder.appendingPathComponent("my runs.db").path
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try await train(3, in: path)
    #expect(outcome.output.contains("gradscope runs show 1 --store '\(path)'\n"))
  }

  @Test func aDamagedRunDoesNotHideTheOthers() async throws {
    let path = folder.appendingPathComponent("s.db").path
    defer { try? FileManager.default.removeItem(at: folder) }
    for _ in 0..<2 { #expect(try await train(3, in: path).status == 0) }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let plan = try #require(
      bytes.range(of: Data("{\"activation\":\"relu\"".utf8), options: .backwards))
    bytes[plan.lowerBound + 2] = UInt8(ascii: "A")
    try bytes.write(to: URL(fileURLWithPath: path))
    let list = try await Program.run(["runs", "--store", path])
    #expect(list.status == 65 && list.errorLines.count == 1, "\(list.errors)")
    #expect(list.output.contains("relu-he-normal"))
    // By its number it can still be deleted.
    let damaged = list.errors.contains("of run 1 ") ? "1" : "2"
    let deleted = try await Program.run(["runs", "delete", damaged, "--store", path])
    #expect(deleted.status == 0 && deleted.output.hasPrefix("deleted \(damaged) (damaged) from"))
    #expect(try await Program.run(["runs", "--store", path]).status == 0)
  }

  @Test func noRunsAreAnEmptyList() async throws {
    let path = folder.appendingPathComponent("s.db").path
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try RunStore(creatingAt: path)
    let list = try await Program.run(["runs", "list", "--format", "json", "--store", path])
    #expect(list.output == "[]\n")
  }
}
