import Foundation
import Testing

/// Streams that are closed or full, as a shell would give them.
struct StreamTests {
  private let small = [
    "train", "--depth", "2", "--width", "8", "--steps", "5", "--no-pictures",
  ]

  @Test(arguments: ["2>&-", "2>/dev/full"])
  func standardErrorThatCannotBeWrittenIsNoReasonToFail(_ redirection: String) async throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let outcome = try await Program.run(small, redirecting: redirection)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("relu-he-normal"))
  }

  @Test(arguments: [">&-", ">/dev/full"])
  func standardOutputThatCannotBeWrittenIs73(_ redirection: String) async throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let outcome = try await Program.run(small + ["--quiet"], redirecting: redirection)
    #expect(outcome.status == 73)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("standard output: "))
  }
}
