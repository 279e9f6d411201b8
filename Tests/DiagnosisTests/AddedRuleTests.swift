import Records
import Testing

@testable import Diagnosis

/// A rule that no list has: a file with a type, and a place in the list that is judged by.
private struct LoudLayer: ChainRule {
  var description: RuleDescription {
    RuleDescription(
      code: "GS999", name: "loud-layer", detects: "A layer whose activations are far above 1.",
      why: "It drowns the others.", quantities: [.activationRMS], requires: "a chain",
      thresholds: [.loudness], causes: [Cause("GS106")],
      remedies: [Remedy(.normalization(nil))], references: ["nobody, never"])
  }

  func examine(_ chain: ChainEvidence, thresholds: Thresholds) -> RuleOutcome {
    let loud = chain.positions.filter { chain[0, $0].activationRMS > thresholds[.loudness] }
    guard let first = loud.first, let last = loud.last else { return .findings([]) }
    return .findings([
      Finding(
        of: description, severity: .warning, at: chain.place(first...last), steps: 0...0,
        evidence: ["activationRMS": chain[0, first].activationRMS],
        threshold: ["activationRMS": thresholds[.loudness]],
        message: "The activations of \(chain.label(first)) are loud.")
    ])
  }

  var examples: [RuleExample] {
    [
      RuleExample(title: "0.5 everywhere", record: ExampleRecord.make(), triggers: false),
      RuleExample(title: "100 in layer 3", record: Self.loud, triggers: true),
    ]
  }

  static var loud: RunRecord {
    ExampleRecord.make { _, layer, statistics in
      if layer == 3 { statistics.activationRMS = 100 }
    }
  }
}

extension Threshold {
  fileprivate static let loudness = Threshold(
    "loudness", 10, "RMS of a layer's activations", because: "initializers are made for 1")
}

struct AddedRuleTests {
  private let rules: [any Rule] = RuleCatalog.all + [LoudLayer()]

  @Test func itsFindingsAreJudgedWithTheOthers() throws {
    let judgement = Judgement(LoudLayer.loud, rules: rules)
    let finding = try #require(judgement.findings.first { $0.code == "GS999" })
    #expect(finding.layers == [3, 3] && finding.places == ["layers.2"])
    #expect(finding.remedy == "Add normalization.")
    #expect(!Judgement(LoudLayer.loud).findings.contains { $0.code == "GS999" })
  }

  @Test func anotherThresholdIsTaken() {
    var thresholds = Thresholds()
    thresholds[.loudness] = 1000
    let judgement = Judgement(LoudLayer.loud, thresholds: thresholds, rules: rules)
    #expect(!judgement.findings.contains { $0.code == "GS999" })
  }

  @Test func whatItNeedsIsSaidWhereItIsMissing() {
    var record = LoudLayer.loud
    record.history = RunHistory(placeCount: record.places.count)
    record.history.append(step: 0)
    for place in record.places.indices { record.history[0, place: place][.deltaRMS] = 1 }
    let judgement = Judgement(record, rules: rules)
    #expect(judgement.notApplicable["GS999"] == "lacks activationRMS of hidden layers")
  }

  @Test func itsPageIsMadeFromIt() {
    let page = RulePage(LoudLayer())
    #expect(page.thresholds.map(\.name) == ["loudness"] && page.canComeFrom == ["GS106"])
    #expect(page.markdown.contains("GS999 loud-layer"))
    #expect(page.examples.map(\.triggers) == [false, true])
  }
}
