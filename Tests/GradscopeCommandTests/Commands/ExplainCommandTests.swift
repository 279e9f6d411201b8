import Foundation
import Testing

struct ExplainCommandTests {
  @Test func withoutACodeItListsTheRules() async throws {
    let outcome = try await Program.run(["explain"])
    let lines = outcome.output.split(separator: "\n")
    #expect(outcome.status == 0 && lines.count == 41)
    #expect(lines[2].hasPrefix("GS101  vanishing-gradient"))
  }

  @Test(arguments: ["GS101", "gs101", "vanishing-gradient"])
  func aCodeOrANameHasAPage(_ code: String) async throws {
    let outcome = try await Program.run(["explain", code])
    #expect(outcome.output.hasPrefix("GS101 vanishing-gradient\n"))
    #expect(outcome.output.contains("vanishedShare = 0.010"))
  }

  @Test func thePageShowsOtherThresholds() async throws {
    let outcome = try await Program.run(
      ["explain", "GS101", "--threshold", "vanishedShare=0.5", "--format", "json"])
    let page = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let thresholds = try #require(page["thresholds"] as? [[String: Any]])
    #expect(thresholds.first?["value"] as? Double == 0.5)
    #expect(page["code"] as? String == "GS101" && (page["examples"] as? [Any])?.isEmpty == false)
  }

  @Test func markdownOfAllIsTheReference() async throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Documentation/findings.md").standardized
    let outcome = try await Program.run(["explain", "--format", "markdown"])
    #expect(outcome.output == (try String(contentsOf: file, encoding: .utf8)))
  }

  @Test(arguments: [("GS1001", "GS101"), ("vanishing-gradients", "vanishing-gradient")])
  func anUnknownCodeIsAnsweredWithTheClosest(_ typed: String, _ closest: String) async throws {
    let outcome = try await Program.run(["explain", typed])
    #expect(outcome.status == 64 && outcome.errorLines.count == 1)
    #expect(outcome.errors.contains("Did you mean \"\(closest)\"?"), "\(outcome.errors)")
  }
}
