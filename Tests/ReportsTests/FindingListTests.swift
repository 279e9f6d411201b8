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

  /// A warning can explain an error. It stands above it all the same, and its tree above lesser ones.
  @Test func aCauseStandsAboveWhateverItExplains() {
    for rule in RuleCatalog.all {
      for example in rule.examples {
        let nodes = FindingTree(Judgement(example.record).findings).nodes
        for (index, node) in nodes.enumerated() where node.depth > 0 {
          let above = nodes[..<index].last { $0.depth == node.depth - 1 }
          #expect(above?.finding.code == node.finding.causedBy, "\(example.title)")
        }
      }
    }
  }

  @Test func aWarningThatExplainsAnErrorStandsDirectlyAboveIt() throws {
    func finding(_ code: String, _ severity: Severity, causedBy cause: String? = nil) throws
      -> Finding
    {
      let rule = try #require(RuleCatalog.all.first { $0.description.code == code })
      var finding = Finding(
        of: rule.description, severity: severity, evidence: [:], threshold: [:], message: code)
      finding.causedBy = cause
      return finding
    }
    let findings = [
      try finding("GS101", .error, causedBy: "GS301"),
      try finding("GS402", .error, causedBy: "GS101"),
      try finding("GS501", .warning), try finding("GS301", .warning), try finding("GS405", .note),
    ]
    let nodes = FindingTree(findings).nodes
    #expect(nodes.map(\.finding.code) == ["GS301", "GS101", "GS402", "GS501", "GS405"])
    #expect(nodes.map(\.depth) == [0, 1, 2, 0, 0])
    // Two that explain one another: each once.
    let circle = [
      try finding("GS101", .error, causedBy: "GS301"),
      try finding("GS301", .error, causedBy: "GS101"),
    ]
    #expect(FindingTree(circle).nodes.map(\.finding.code) == ["GS101", "GS301"])
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
