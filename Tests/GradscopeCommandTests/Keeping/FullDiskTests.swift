import Diagnosis
import Foundation
import RecordStore
import Testing

/// A disk that takes no more ends the recording with one line and exit code 73; the training goes on,
/// and the store stays sound.
@Suite struct FullDiskTests {
  /// 1,024 blocks of 512 bytes (or of 1,024, in some shells) are enough for the first batches only.
  @Test func theStoreStaysIntact() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("gradscope-full-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("store.sqlite").path
    let outcome = try await Program.run(
      [
        "train", "--depth", "6", "--width", "16", "--steps", "1500", "--store", path, "--quiet",
        "--no-pictures",
      ], prelude: "ulimit -f 1024;")
    #expect(outcome.status == 73)
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.contains(path))
    // The result was told all the same.
    #expect(outcome.output.contains("relu-he"))
    let store = try RunStore(readingAt: path)
    #expect(try store.integrityProblems() == [])
    let run = try store.resolve("last")
    #expect(run.status == .interrupted)
    _ = Judgement(try store.record(run.id))
  }
}
