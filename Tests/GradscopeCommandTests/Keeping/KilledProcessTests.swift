import Diagnosis
import Foundation
import RecordStore
import Tensors
import Testing

/// A process that is killed at any moment loses what it had not handed over, and never the store.
@Suite struct KilledProcessTests {
  /// Moments from the start to the fourth line, a batch is spoken of every half second: while the file is
  /// made, with the first batches, with a batch under way.
  private static func moments(_ count: Int, seed: UInt64) -> [Program.Moment] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      Program.Moment(lines: index % 4, seconds: .random(in: 0.02...0.6, using: &generator))
    }
  }

  @Test(
    .timeLimit(.minutes(20)),
    arguments: [(SIGKILL, 50), (SIGHUP, 10), (SIGINT, 10), (SIGTERM, 10)])
  func nothingIsLostThatWasSaidToBeKept(signal: Int32, times: Int) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("gradscope-kills-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("store.sqlite").path
    var kept = 0
    for moment in Self.moments(times, seed: UInt64(signal)) {
      let outcome = try await Program.run(
        [
          "train", "--depth", "3", "--width", "8", "--steps", "10000000", "--store", path,
          "--verbose", "--quiet", "--no-pictures",
        ], killingAt: moment, with: signal)
      // By the signal itself where nobody listened yet, or can.
      #expect([signal, 128 + signal].contains(outcome.status), "\(moment)")
      guard FileManager.default.fileExists(atPath: path),
        let store = try? RunStore(readingAt: path)
      else {
        // Killed before there was a store: then nothing can have been said to be in it.
        #expect(!outcome.errors.contains("kept up to"), "\(moment): \(outcome.errors)")
        continue
      }
      #expect(try store.integrityProblems() == [], "\(moment)")
      // Said to be kept: "run 3: kept up to step 1234".
      let said = outcome.errorLines.compactMap { line in
        line.split(separator: " ").last.flatMap { Int($0) }
      }
      guard
        let id = outcome.errorLines.first(where: { $0.hasPrefix("run ") })?.split(whereSeparator: {
          " :".contains($0)
        })
        .dropFirst().first.flatMap({ Int64($0) })
      else { continue }
      let run = try store.resolve("\(id)")
      #expect(run.status == .interrupted)
      let record = try store.record(id)
      #expect(record.status == .interrupted)
      // A batch that was written, and not yet spoken of, is all that can be ahead of the words.
      #expect((record.curves.lastStep ?? -1) >= said.max() ?? 0, "\(moment)")
      #expect((record.history.lastStep ?? -1) >= said.max() ?? 0)
      #expect(["healthy", "too-short-to-judge"].contains(Judgement(record).verdict))
      #expect(record.evaluation.initialLoss.isFinite)
      kept += 1
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!names.contains { $0.hasSuffix(".tmp") })
    // Three of four wait for a line.
    #expect(kept >= times / 2)
  }
}
