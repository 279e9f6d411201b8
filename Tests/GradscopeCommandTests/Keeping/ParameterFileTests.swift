import Foundation
import RecordStore
import Testing

/// Weights out and in again, through the program.
struct ParameterFileTests {
  private let small = [
    "train", "--depth", "2", "--width", "8", "--steps", "5", "--quiet", "--no-pictures",
  ]

  private func withFolder(_ body: (_ folder: String) async throws -> Void) async throws {
    let folder = NSTemporaryDirectory() + "gradscope-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  @Test func aRunFromSavedWeightsIsTheSameRun() async throws {
    try await withFolder { folder in
      let (start, first, second) = (folder + "/start", folder + "/first", folder + "/second")
      let norm = ["--norm", "batch"]
      let one = try await Program.run(
        small + norm + ["--save-initial-parameters", start, "--save-parameters", first])
      #expect(one.status == 0, "\(one.errors)")
      let two = try await Program.run(
        small + norm + ["--initial-parameters", start, "--save-parameters", second])
      #expect(two.status == 0, "\(two.errors)")
      #expect(
        try Data(contentsOf: URL(filePath: first)) == Data(contentsOf: URL(filePath: second)))
      #expect(
        try Data(contentsOf: URL(filePath: first)) != Data(contentsOf: URL(filePath: start)))
    }
  }

  @Test func float64DoesNotFitFloat32() async throws {
    try await withFolder { folder in
      let file = folder + "/wide"
      let wide = try await Program.run(
        small + ["--precision", "float64", "--save-parameters", file])
      #expect(wide.status == 0, "\(wide.errors)")
      let narrow = try await Program.run(small + ["--initial-parameters", file])
      #expect(narrow.status == 65)
      #expect(narrow.errors.contains("got F64; add --precision float64"), "\(narrow.errors)")
    }
  }

  @Test func weightsOfAnotherNetworkAreNamed() async throws {
    try await withFolder { folder in
      let file = folder + "/narrow"
      _ = try await Program.run(small + ["--save-parameters", file])
      let wider = try await Program.run(small + ["--width", "9", "--initial-parameters", file])
      #expect(wider.status == 64)
      #expect(wider.errors.contains("layers.0.weight: expected shape [9, 64], got [8, 64]"))
    }
  }

  /// The folder of the weights goes away while the network trains.
  @Test func weightsThatCannotBeSavedDoNotCostTheRecord() async throws {
    try await withFolder { folder in
      let (gone, store) = (folder + "/gone", folder + "/store.sqlite")
      try FileManager.default.createDirectory(atPath: gone, withIntermediateDirectories: true)
      let outcome = try await Program.run(
        small + ["--steps", "2000", "--save-parameters", gone + "/weights", "--store", store],
        prelude: "(while [ ! -f '\(store)' ]; do sleep 0.05; done; rmdir '\(gone)') &")
      #expect(outcome.status == 73, "\(outcome.errors)")
      #expect(outcome.errorLines.count == 1)
      #expect(outcome.output.contains("relu-he-normal"))
      let run = try RunStore(readingAt: store).resolve("last")
      #expect(run.status == .completed && run.verdict == "healthy" && run.steps == 2000)
    }
  }

  @Test func aPlaceThatCannotBeWrittenIsFoundBeforeTraining() async throws {
    let outcome = try await Program.run(small + ["--save-parameters", "/dev/null/weights"])
    #expect(outcome.status == 73)
    #expect(outcome.errorLines.count == 1)
  }
}
