import Foundation
import Testing

/// Where memory or descriptors are short, a command works or says so in one line with exit code 71;
/// nothing hangs and nothing traps.
struct LimitTests {
  private static let small = [
    "train", "--depth", "2", "--width", "8", "--steps", "5", "--quiet", "--no-store",
    "--no-pictures",
  ]

  #if os(Linux)
    @Test(.timeLimit(.minutes(20)), arguments: [200_000, 300_000, 460_800, 600_000, 1_200_000])
    func ofMemory(kilobytes: Int) async throws {
      for arguments in [Self.small, ["explain", "GS101"], ["check-gradients", "--entries", "1"]] {
        let outcome = try await Program.run(arguments, prelude: "ulimit -v \(kilobytes);")
        #expect([0, 71].contains(outcome.status), "\(arguments[0]): \(outcome.errors)")
        #expect(outcome.errorLines.count == (outcome.status == 0 ? 0 : 1), "\(outcome.errors)")
        if kilobytes < 300_000 { #expect(outcome.status == 71) }
        if kilobytes > 1_000_000 { #expect(outcome.status == 0) }
      }
    }

    @Test(.timeLimit(.minutes(20)), arguments: [5, 8, 20, 64])
    func ofDescriptors(count: Int) async throws {
      let outcome = try await Program.run(Self.small, prelude: "ulimit -n \(count);")
      #expect(outcome.status == (count < 30 ? 71 : 0), "\(outcome.errors)")
      #expect(outcome.errorLines.count == (outcome.status == 0 ? 0 : 1))
    }

    @Test(.timeLimit(.minutes(20)), arguments: [64, 128, 1024])
    func ofTheStack(kilobytes: Int) async throws {
      let outcome = try await Program.run(Self.small, prelude: "ulimit -s \(kilobytes);")
      #expect(outcome.status == (kilobytes < 512 ? 71 : 0), "\(outcome.errors)")
      #expect(outcome.errorLines.count == (outcome.status == 0 ? 0 : 1))
    }

    /// A set of data that does not fit says so before it is read.
    @Test func ofMemoryForData() async throws {
      let outcome = try await Program.run(
        Self.small + ["--dataset", "gaussian", "--examples", "1000000", "--features", "100"],
        prelude: "ulimit -v 1500000;")
      #expect(outcome.status == 71)
      #expect(outcome.errors.contains("expected memory for 100000000 numbers"), "\(outcome.errors)")
    }
  #endif
}
