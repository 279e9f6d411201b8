import Foundation
import RecordStore
import Testing

/// Several processes with one store: who writes waits its turn, and who reads never waits.
@Suite struct ConcurrentProcessTests {
  private func withStore(_ body: (_ path: String) async throws -> Void) async throws {
    let folder = NSTemporaryDirectory() + "gradscope-together-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder + "/store.sqlite")
  }

  /// Both find no file at first, and make it.
  @Test func twoProcessesWriteOneStoreAtOnce() async throws {
    try await withStore { path in
      let small = [
        "compare", "--depth", "3", "--width", "8", "--steps", "400", "--quiet", "--no-pictures",
        "--store", path,
      ]
      async let first = Program.run(small + ["--lineup", "relu-he,tanh-xavier"])
      async let second = Program.run(small + ["--lineup", "sigmoid-naive,residual-he"])
      for outcome in [try await first, try await second] {
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("Kept as runs "))
      }
      let store = try RunStore(readingAt: path)
      #expect(try store.integrityProblems() == [])
      let runs = try store.runs()
      #expect(runs.map(\.id) == [4, 3, 2, 1])
      #expect(
        runs.map(\.name).sorted() == ["relu-he", "residual-he", "sigmoid-naive", "tanh-xavier"])
      for run in runs {
        #expect(run.status == .completed && run.verdict != nil)
        let record = try store.record(run.id)
        #expect(record.curves.lastStep == 400 && record.history.lastStep == 400)
      }
    }
  }

  /// While a run is written, every command that reads gives an answer, and later ones know more.
  @Test func aReaderIsNeverBlocked() async throws {
    try await withStore { path in
      async let training = Program.run(
        [
          "train", "--depth", "3", "--width", "8", "--steps", "10000000", "--quiet",
          "--no-pictures", "--store", path,
        ], signalOnceThereIs: path + "-was-read")
      var steps: [Int] = []
      while steps.count < 5 {
        try await Task.sleep(for: .milliseconds(200))
        let list = try await Program.run(["runs", "list", "--format", "json", "--store", path])
        // Before the store is there, and before its first run.
        guard list.status == 0, let run = try runs(list.output).first else { continue }
        #expect(run["status"] as? String == "running")
        steps.append(try #require(run["steps"] as? Int))
        let judged = try await Program.run(["diagnose", "last", "--store", path])
        #expect(judged.status == 0, "\(judged.errors)")
      }
      #expect(steps == steps.sorted() && steps[0] < steps[4])
      _ = FileManager.default.createFile(atPath: path + "-was-read", contents: nil)
      #expect(try await training.status == 130)
      let list = try await Program.run(["runs", "list", "--format", "json", "--store", path])
      #expect(try runs(list.output).first?["status"] as? String == "interrupted")
    }
  }

  private func runs(_ text: String) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
  }
}
