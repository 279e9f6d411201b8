import Foundation
import RecordStore
import Testing

/// A sweep trains every cell once, whatever happens in between.
@Suite struct SweepCommandTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("gradscope-sweep-\(UUID().uuidString)")
  private var path: String { folder.appendingPathComponent("s.sqlite").path }

  private func arguments(_ more: String...) -> [String] {
    [
      "sweep", "--width", "32", "--batch-size", "16", "--steps", "20", "--store", path, "--output",
      folder.path, "--format", "json",
    ] + more
  }

  private func document(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func cells(_ text: String) throws -> [[String: Any]] {
    try #require(try document(text)["cells"] as? [[String: Any]])
  }

  private func validation(_ cell: [String: Any]) -> Double? {
    (cell["accuracy"] as? [String: Any])?["validation"] as? Double
  }

  @Test func aFinishedCellIsNeverTrainedTwice() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let small = arguments("--x", "gain=1,2", "--y", "depth=2,3")
    let first = try await Program.run(small)
    #expect(first.status == 0, "\(first.errors)")
    #expect(try RunStore(readingAt: path).runs().count == 4)
    #expect(FileManager.default.fileExists(atPath: folder.path + "/phase-diagram.png"))
    #expect(try cells(first.output).allSatisfy { $0["wasStored"] as? Bool == false })

    let again = try await Program.run(small + ["--no-pictures"])
    #expect(try RunStore(readingAt: path).runs().count == 4)
    #expect(again.errors.contains("4 of 4 cells are in the store already"))
    for (before, after) in zip(try cells(first.output), try cells(again.output)) {
      #expect(after["wasStored"] as? Bool == true)
      #expect(before["run"] as? Int == after["run"] as? Int)
      #expect(validation(before) == validation(after))
    }

    // A larger grid has the smaller one's cells; another seed has none of them.
    _ = try await Program.run(arguments("--x", "gain=1,2,3", "--y", "depth=2,3", "--no-pictures"))
    #expect(try RunStore(readingAt: path).runs().count == 6)
    _ = try await Program.run(
      arguments("--x", "gain=1,2,3", "--y", "depth=2,3", "--no-pictures", "--seed", "2"))
    #expect(try RunStore(readingAt: path).runs().count == 12)
    _ = try await Program.run(small + ["--retrain", "--no-pictures"])
    #expect(try RunStore(readingAt: path).runs().count == 16)
  }

  @Test func aKilledSweepGoesOnWhereItStopped() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let long = arguments(
      "--x", "gain=1:3:10", "--y", "depth=8,10", "--steps", "500", "--no-pictures")
    // After a second of the processor's time, whatever else the machine does.
    let killed = try await Program.run(long, prelude: "ulimit -t 1;")
    #expect(killed.status == SIGKILL)
    let kept = try RunStore(readingAt: path).runs(RunFilter(status: .completed)).count
    let whole = try await Program.run(long)
    #expect(whole.status == 0, "\(whole.errors)")
    let stored = try cells(whole.output).count { $0["wasStored"] as? Bool == true }
    #expect(stored == kept)
    #expect(try RunStore(readingAt: path).runs(RunFilter(status: .completed)).count == 20)
    #expect(try RunStore(readingAt: path).integrityProblems() == [])
  }

  @Test func anInterruptedSweepKeepsWhatItHadAndExitsWith130() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let long = arguments("--x", "gain=1:3:40", "--y", "depth=20,30", "--steps", "2000000")
    let outcome = try await Program.run(long, signalOnceThereIs: path)
    #expect(outcome.status == 130, "\(outcome.errors)")
    let open = try cells(outcome.output).filter { $0["status"] as? String == "not-trained" }
    #expect(!open.isEmpty && open.count <= 80)
    #expect(FileManager.default.fileExists(atPath: folder.path + "/phase-diagram.png"))
  }

  @Test func otherDataUnderTheSameNameIsTrainedAgain() async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("data.csv").path
    func write(_ factor: Double) throws {
      let rows = (0..<60).map { "\($0 % 7),\(factor * Double($0 * $0 % 11)),\($0 % 2)" }
      try ("a,b,class\n" + rows.joined(separator: "\n") + "\n")
        .write(toFile: file, atomically: true, encoding: .utf8)
    }
    try write(1)
    let small =
      arguments("--x", "gain=1,2", "--y", "depth=2", "--dataset", file)
      + ["--no-standardize", "--no-pictures"]
    #expect(try await Program.run(small).status == 0)
    try write(2)
    let again = try await Program.run(small)
    #expect(again.errors.contains("were trained on other data under the name"), "\(again.errors)")
    #expect(try RunStore(readingAt: path).runs().count == 4)
  }

  @Test(arguments: [
    (["--x", "gian=1,2"], "--x: unknown name \"gian\""),
    (["--x", "depth=1,2", "--y", "depth=3,4"], "--y: expected another variable than --x"),
    (["--depth", "5"], "--depth: depth is an axis of this sweep"),
    (["--init", "he-normal"], "--init: gain is an axis of this sweep"),
    (["--y", "depth=5,2000"], "--y depth: expected a whole number from 0 to 1000, got 2000"),
    (["--dataset", "sine", "--show", "accuracy"], "--show: values that are predicted"),
    (["--activation", "tahn"], "Did you mean \"tanh\"?"),
    (["--steps", "0"], "--steps: expected a whole number"),
  ])
  func wrongUsageIs64(more: [String], message: String) async throws {
    let outcome = try await Program.run(["sweep", "--no-store"] + more)
    #expect(outcome.status == 64)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test func regressionShowsTheLoss() async throws {
    let outcome = try await Program.run([
      "sweep", "--dataset", "sine", "--x", "learning-rate=0.001:0.1:3:log", "--y", "depth=1,2",
      "--steps", "5", "--no-store", "--no-pictures", "--quiet",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("loss: "))
  }
}
