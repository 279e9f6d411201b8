import Experiments
import Foundation
import RecordStore
import Testing

/// What was trained is kept, listed, judged again, drawn, exported and deleted.
@Suite struct StoredRunTests {
  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func text(_ value: Any?) throws -> String {
    let data = try JSONSerialization.data(
      withJSONObject: ["value": try #require(value)], options: .sortedKeys)
    return String(decoding: data, as: UTF8.self)
  }

  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("gradscope-runs-\(UUID().uuidString)")

  @Test func aRunFromTrainingToDeletion() async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = ["--store", folder.appendingPathComponent("s.sqlite").path]
    let trained = try await Program.run(
      [
        "compare", "--lineup", "sigmoid-naive,relu-he", "--depth", "6", "--width", "16", "--steps",
        "150", "--quiet", "--no-pictures", "--format", "json",
      ] + store)
    #expect(trained.status == 0, "\(trained.errors)")
    let runs = try #require(try object(trained.output)["runs"] as? [[String: Any]])
    let numbers = runs.compactMap { ($0["stored"] as? [String: Any])?["run"] as? Int }
    #expect(numbers.sorted() == [1, 2])

    let list = try await Program.run(["runs", "list", "--activation", "relu"] + store)
    #expect(list.output.contains("relu-he") && !list.output.contains("sigmoid"))
    let none = try await Program.run(["runs", "--verdict", "diverged"] + store)
    #expect(none.output.hasPrefix("no such run"))

    // The stored run is judged as it was when it ended; only the time is written to the store.
    for run in runs {
      let name = try #require(run["name"] as? String)
      let again = try await Program.run(["diagnose", name, "--format", "json"] + store)
      let judged = try object(again.output)
      #expect(judged["verdict"] as? String == run["verdict"] as? String)
      for key in ["findings", "layers", "history", "loss", "configuration", "timing"] {
        #expect(try text(judged[key]) == text(run[key]), "\(name): \(key)")
      }
    }
    let strict = try await Program.run(
      ["diagnose", "relu-he", "--threshold", "explodedGrowth=0.1", "--fail-on", "warning"] + store)
    #expect(strict.status == 1)
    #expect(strict.output.contains("Judged with explodedGrowth 0.10 instead of 10."))

    let drawn = try await Program.run(
      ["runs", "compare", "1", "2", "--output", folder.appendingPathComponent("p").path] + store)
    #expect(drawn.status == 0 && drawn.output.contains("overview.png"))
    for format in ["csv", "json", "jsonl", "tensorboard"] {
      let exported = try await Program.run(
        [
          "runs", "export", "1", "--to", format, "--output",
          folder.appendingPathComponent(format).path,
        ] + store)
      #expect(exported.status == 0, "\(exported.errors)")
      for path in exported.output.split(separator: "\n") {
        #expect(FileManager.default.fileExists(atPath: String(path)))
      }
    }
    #expect(try await Program.run(["runs", "delete", "1", "last"] + store).status == 0)
    #expect(try await Program.run(["runs", "show", "last"] + store).status == 66)
  }

  @Test func everyHundredthStepIsInTheStore() async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("s.sqlite").path
    let trained = try await Program.run(
      [
        "train", "--depth", "2", "--width", "8", "--steps", "250", "--record", "deep",
        "--record-every", "100", "--quiet", "--no-pictures", "--store", path,
      ])
    #expect(trained.status == 0, "\(trained.errors)")
    let record = try RunStore(readingAt: path).record(1)
    #expect(TrainingPlan(of: record)?.recordEvery == 100)
    #expect(record.facts.recordingTier == .deep)
    #expect(record.curves.steps == [0, 100, 200, 250])
    #expect(record.history.steps == [0, 100, 200, 250])
    #expect(record.samples.samples.map(\.step) == [0, 100, 200, 250])
    #expect(record.probes.map(\.step) == [0, 100, 250])
    #expect(record.probes.first?.jacobianSingularValues?.count == 4)
  }

  /// Values have no accuracy, and a name from another program no escape sequences.
  @Test func aListIsPlainText() async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("s.sqlite").path
    let trained = try await Program.run([
      "train", "--dataset", "sine", "--depth", "2", "--width", "8", "--steps", "2", "--quiet",
      "--no-pictures", "--store", path,
    ])
    #expect(trained.status == 0, "\(trained.errors)")
    var record = try RunStore(readingAt: path).record(1)
    record.name = "\u{1B}[2J\nx"
    _ = try RunStore(creatingAt: path).begin(record, version: "0")
    for command in [["list"], ["show", "2"]] {
      let output = try await Program.run(["runs"] + command + ["--store", path]).output
      #expect(output.contains("\\u{1b}[2J\\nx") && !output.contains("\u{1B}"))
      #expect(!output.contains("nan"))
    }
  }

  /// The file's name has the number of the run; the record keeps the name that it had.
  @Test func anExportedRunKeepsItsName() async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = ["--store", folder.appendingPathComponent("s.sqlite").path]
    _ = try await Program.run(
      ["train", "--depth", "2", "--width", "8", "--steps", "2", "--quiet", "--no-pictures"] + store)
    let export = ["runs", "export", "last", "--to", "json"] + store
    let written = try await Program.run(export + ["--output", folder.path])
    #expect(written.output.hasSuffix("/relu-he-normal-1.json\n"), "\(written.output)")
    let text = try String(
      contentsOfFile: String(written.output.dropLast()), encoding: .utf8)
    #expect(try object(text)["name"] as? String == "relu-he-normal")
    #expect(try await Program.run(export).output == text)
  }

  @Test(arguments: [
    (["runs"], 66), (["diagnose", "last"], 66), (["runs", "export", "1", "--to", "xml"], 64),
    (["runs", "compare", "1"], 64), (["runs", "list", "--limit", "0"], 64),
    (["diagnose", "1", "--threshold", "vanishedshare=1"], 64),
    (["diagnose", "1", "--threshold", "vanishedShare=nan"], 64),
    (["diagnose", "1", "--threshold", "vanishedShare=2"], 64),
    (["diagnose", "1", "--threshold", "diedShare=0.1", "--threshold", "diedShare=0.2"], 64),
    (["diagnose", "1", "--thresholds", "missing.json"], 66),
    (["diagnose", "1", "--thresholds", "/etc/hostname"], 65),
    (["train", "--record-every", "0", "--steps", "1"], 64),
    (["train", "--record", "everything"], 64), (["runs", "5"], 64),
    (["runs", "--store", ""], 64), (["runs", "--store", "x.db/"], 64),
    (["train", "--no-store", "--store", "x.db", "--steps", "1"], 64),
    (["runs", "export", "1", "--to", "tensorboard", "--output", ""], 64),
    (["train", "--steps", "1", "--no-pictures", "--store", "/dev/null"], 73),
    (["runs", "--store", "/tmp"], 66),
  ])
  func wrongUsage(_ arguments: [String], _ status: Int) async throws {
    let outcome = try await Program.run(arguments)
    #expect(Int(outcome.status) == status, "\(outcome.errors)")
    #expect(!outcome.errors.isEmpty)
  }
}
