import Foundation
import Testing

struct ThresholdFileTests {
  private func explain(_ content: String) async throws -> Program.Outcome {
    let file = NSTemporaryDirectory() + "gradscope-\(UUID().uuidString).yaml"
    try content.write(toFile: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: file) }
    return try await Program.run(["explain", "GS101", "--thresholds", file])
  }

  @Test(arguments: [
    "# stricter\nvanishedShare: 0.25 # of layer L\n", "{\"vanishedShare\": 0.25}",
    "---\nvanishedShare: 2.5e-1\nstepsToJudgeLearning: 50\n",
  ])
  func yamlAndJSONAreRead(_ content: String) async throws {
    let outcome = try await explain(content)
    #expect(outcome.output.contains("vanishedShare = 0.25"), "\(outcome.errors)")
  }

  @Test(arguments: ["", "# nothing\n", "{}"])
  func anEmptyFileChangesNothing(_ content: String) async throws {
    #expect(try await explain(content).output.contains("vanishedShare = 0.010"))
  }

  @Test(arguments: [
    (
      "vanishedshare: 0.1",
      "line 1: unknown name \"vanishedshare\". Did you mean \"vanishedShare\"?"
    ),
    ("diedShare: 0.1\nvanishedShare: 2\n", "line 2: vanishedShare: expected a share from 0 to 1"),
    ("vanishedShare: small", "vanishedShare: expected a share from 0 to 1, got \"small\""),
    ("vanishedShare: \"0.1\"", "vanishedShare: expected a number, got \"0.1\""),
    ("vanishedShare: [0.1]", "vanishedShare: expected a number, got a list"),
    ("vanishedShare: true", "got \"true\""), ("vanishedShare: .nan", "got \".nan\""),
    ("stepsToJudgeLearning: 1.5", "expected a whole number from 0, got \"1.5\""),
    ("diedShare: 0.1\ndiedShare: 0.2\n", "expected each name once, got \"diedShare\" twice"),
    ("- 1\n- 2\n", "expected names with numbers, such as vanishedShare: 0.001, got a list"),
    ("0.5", "got \"0.5\""), ("{vanishedShare: 0.1", "expected YAML"),
    ("vanishedShare: *other", "got an anchor (&) or alias (*)"), ("? [a]\n: 1\n", "got a list"),
  ])
  func whatIsWrongIsSaidInOneLine(_ content: String, _ message: String) async throws {
    let outcome = try await explain(content)
    #expect(outcome.status == 65, "\(content)")
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("--thresholds: "), "\(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  // Read as YAML, the last key would stand for 9¹² nodes.
  @Test func aliasesOfAliasesAreNotFollowed() async throws {
    let rows = (1...12).map { row in
      "k\(row): &k\(row) [\(Array(repeating: row == 1 ? "x" : "*k\(row - 1)", count: 9).joined(separator: ", "))]"
    }
    let outcome = try await explain((rows + ["? *k12", ": 1", ""]).joined(separator: "\n"))
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("line 1: expected plain values, got an anchor"))
  }

  @Test func commentsMayHaveAnyCharacter() async throws {
    let outcome = try await explain("# this & that *\nvanishedShare: 0.25 # R&D\n")
    #expect(outcome.output.contains("vanishedShare = 0.25"), "\(outcome.errors)")
  }
}
