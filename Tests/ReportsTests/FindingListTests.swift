import Diagnosis
import Foundation
import Records
import Testing
import Texts

@testable import Reports

@Suite struct FindingListTests {
  private let vanishing = ExampleRecord.make(
    activation: "sigmoid", deltaFactor: 0.24, finalLoss: 2.3)

  @Test func aConsequenceStandsUnderItsCauseFurtherIn() throws {
    let lines = FindingList(JudgedRun(vanishing)).lines
    let cause = try #require(lines.firstIndex { $0.hasPrefix("error GS101") })
    let consequence = try #require(
      lines.firstIndex { $0.hasPrefix("  error GS402 loss-not-decreasing") })
    #expect(cause < consequence)
    #expect(lines.contains("    Explained by GS101 vanishing-gradient."))
  }

  /// Every finding once, in whatever order.
  @Test func nothingIsLeftOut() {
    for rule in RuleCatalog.all {
      for example in rule.examples {
        let run = JudgedRun(example.record)
        let lines = FindingList(run).lines.filter { $0.contains("What to do: ") }
        #expect(lines.count == run.judgement.findings.count, "\(example.title)")
      }
    }
  }

  @Test func theDocumentNamesTheCause() throws {
    let text = try JSONText.encode(RunDocument(JudgedRun(vanishing)))
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let findings = try #require(document["findings"] as? [[String: Any]])
    let loss = try #require(findings.first { $0["code"] as? String == "GS402" })
    #expect(loss["causedBy"] as? String == "GS101")
  }
}
