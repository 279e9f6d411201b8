import Foundation
import Testing

/// What standard output gets for a CI system.
struct FormatTests {
  private let sick = [
    "train", "--activation", "sigmoid", "--init", "naive", "--depth", "6", "--width", "16",
    "--steps", "120", "--quiet", "--no-pictures", "--no-store",
  ]

  @Test func everyFormatHasTheSameFinding() async throws {
    for (format, start) in [
      ("markdown", "# gradscope"), ("sarif", "{"), ("junit", "<?xml"), ("json", "{"),
    ] {
      let outcome = try await Program.run(sick + ["--format", format, "--fail-on", "error"])
      #expect(outcome.status == 1, "\(format): \(outcome.errors)")
      #expect(outcome.output.hasPrefix(start) && outcome.output.hasSuffix("\n"), "\(format)")
      #expect(outcome.output.contains("GS101"), "\(format)")
    }
  }

  @Test func compareAndDiagnoseHaveThemToo() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("gradscope-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = ["--store", folder.appendingPathComponent("s.sqlite").path]
    let compared = try await Program.run(
      [
        "compare", "--lineup", "relu-naive,relu-he", "--depth", "3", "--width", "8", "--steps", "5",
        "--quiet", "--no-pictures", "--format", "junit",
      ] + store)
    #expect(compared.status == 0 && compared.output.contains("<testsuite name=\"relu-he\""))
    let judged = try await Program.run(["diagnose", "relu-naive", "--format", "sarif"] + store)
    #expect(judged.status == 0 && judged.output.contains("\"version\" : \"2.1.0\""))

    let twice = try await Program.run(["runs", "compare", "1", "1"] + store)
    #expect(twice.status == 64 && twice.errors.contains("expected different runs, got run 1 twice"))
    let unknown = try await Program.run(["runs", "list", "--verdict", "divergd"] + store)
    #expect(unknown.status == 64 && unknown.errors.contains("Did you mean \"diverged\"?"))
  }
}
