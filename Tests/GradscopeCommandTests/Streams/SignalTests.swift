import Foundation
import RecordStore
import Testing

/// A signal ends a command with what was recorded kept, judged and drawn, and with its own exit code.
struct SignalTests {
  @Test(arguments: [SIGHUP, SIGINT, SIGTERM])
  func whatWasRecordedIsKeptAndDrawn(number: Int32) async throws {
    let folder = try WorkFolder()
    let store = folder["reports/gradscope.sqlite"]
    let outcome = try await Program.run(
      [
        "train", "--depth", "3", "--width", "16", "--steps", "10000000", "--quiet", "--output",
        "out", "--save-parameters", "w",
      ], signalOnce: folder.hasRun,
      signal: number, in: folder.path)
    #expect(outcome.status == [SIGHUP: 129, SIGINT: 130, SIGTERM: 143][number])
    #expect(outcome.output.contains("relu-he"))
    #expect(folder.files.count { $0.hasSuffix(".png") } == 5)
    let run = try RunStore(readingAt: store).resolve("last")
    #expect(run.status == .interrupted)
    #expect(run.endedAt != nil && run.verdict != nil)
    #expect(!folder.files.contains { $0.hasSuffix(".tmp") })
  }

  @Test func aRunUnderNohupGoesOn() async throws {
    let folder = try WorkFolder()
    let outcome = try await Program.run(
      ["train", "--depth", "2", "--width", "8", "--steps", "300", "--quiet", "--no-pictures"],
      prelude: "trap '' HUP; (sleep 0.1; kill -HUP $$) &", in: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  /// Commands that keep nothing end at once, and leave nothing half-written.
  @Test(arguments: [SIGHUP, SIGINT, SIGTERM])
  func predictLeavesNoTemporaryFile(number: Int32) async throws {
    let folder = try WorkFolder()
    let outcome = try await Program.run(
      ["predict", "--depth", "30"], prelude: "(sleep 0.2; kill -\(number) $$) &", in: folder.path)
    #expect([0, 128 + number].contains(outcome.status))
    #expect(!folder.files.contains { $0.hasSuffix(".tmp") })
  }
}
