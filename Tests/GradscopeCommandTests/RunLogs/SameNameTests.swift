import Foundation
import Testing

/// Two logs of one name are told apart by their files: in the table, and by the folder of the pictures.
@Suite struct SameNameTests {
  private static let log =
    """
    {"schema": "gradscope.log/1", "name": "mine", "places": [{"name": "a", "kind": "dense"}, \
    {"name": "b", "kind": "output"}], "chains": [{"name": "h", "axis": "depth", "places": ["a"]}]}
    {"step": 0, "loss": 2.4}
    {"step": 0, "place": "a", "deltaRMS": 0.1}
    {"step": 1, "loss": 2.2}

    """

  @Test func theFileTellsThemApart() async throws {
    let folder = try WorkFolder()
    for name in ["x/run.jsonl", "y/run.jsonl", "b.jsonl", "c.jsonl"] {
      let file = URL(filePath: folder[name])
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Self.log.write(to: file, atomically: true, encoding: .utf8)
    }
    for (first, second, shown, pictures) in [
      ("b.jsonl", "c.jsonl", ["mine (b.jsonl)", "mine (c.jsonl)"], "runs-b-c"),
      ("b.jsonl", "x/run.jsonl", ["mine (b.jsonl)", "mine (run.jsonl)"], "runs-b-run"),
      (
        "x/run.jsonl", "y/run.jsonl", ["mine (x/run.jsonl)", "mine (y/run.jsonl)"],
        "runs-x-run-y-run"
      ),
    ] {
      let outcome = try await folder.run("runs", "compare", first, second)
      #expect(outcome.status == 0, "\(outcome.errors)")
      for name in shown { #expect(outcome.output.contains(name), "\(outcome.output)") }
      #expect(folder.files.contains("reports/\(pictures)/overview.png"), "\(folder.files)")
    }
  }
}
