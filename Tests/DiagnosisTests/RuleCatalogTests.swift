import Diagnosis
import Testing

@Suite struct RuleCatalogTests {
  /// Every example of every rule, as one list of test cases.
  static let examples: [(rule: String, index: Int)] = RuleCatalog.all.flatMap { rule in
    rule.examples.indices.map { (rule.description.code, $0) }
  }

  @Test(arguments: examples)
  func anExampleTriggersOrDoesNotAsItSays(_ code: String, _ index: Int) throws {
    let rule = try #require(RuleCatalog.all.first { $0.description.code == code })
    let example = rule.examples[index]
    let outcome = rule.examine(RunEvidence(example.record), thresholds: .standard)
    switch outcome {
    case .findings(let findings):
      #expect(findings.isEmpty != example.triggers, "\(code): \(example.title)")
      for finding in findings {
        #expect(finding.code == code)
        #expect(finding.rule == rule.description.name)
        #expect(!finding.message.isEmpty)
        #expect(!finding.remedy.isEmpty)
        #expect(!finding.evidence.isEmpty)
        #expect(!finding.threshold.isEmpty)
      }
    case .notApplicable(let reason):
      #expect(!example.triggers, "\(code): \(example.title): \(reason.words)")
    }
  }

  @Test func everyRuleHasExamplesOfBothKinds() {
    for rule in RuleCatalog.all {
      #expect(rule.examples.contains { $0.triggers }, "\(rule.description.code)")
      #expect(rule.examples.contains { !$0.triggers }, "\(rule.description.code)")
    }
  }

  @Test func codesAndNamesAreThoseOfTheContractAndUnique() {
    let published = [
      "GS101": "vanishing-gradient", "GS102": "exploding-gradient",
      "GS103": "non-finite-values", "GS104": "gradient-underflow", "GS105": "signal-collapse",
      "GS106": "signal-explosion", "GS201": "saturation", "GS202": "dying-relu",
      "GS203": "born-silent-units", "GS204": "dead-layer", "GS301": "poor-initialization",
      "GS302": "updates-too-small", "GS303": "updates-too-large", "GS304": "symmetric-units",
      "GS305": "updates-clipped",
      "GS205": "batch-norm-of-few", "GS206": "linear-network", "GS306": "decay-dominates",
      "GS307": "schedule-ends-training", "GS407": "too-few-units",
      "GS408": "learned-too-little", "GS409": "too-short-to-judge",
      "GS406": "no-better-than-base-rate", "GS503": "constant-features", "GS504": "outliers",
      "GS505": "imbalanced-classes", "GS506": "answer-among-features", "GS507": "task-assumed",
      "GS401": "diverged", "GS402": "loss-not-decreasing", "GS403": "loss-oscillating",
      "GS404": "overfitting", "GS405": "unexpected-initial-loss", "GS501": "unscaled-inputs",
      "GS502": "loss-mismatch", "GS601": "attention-entropy-collapse",
      "GS602": "attention-logits-large", "GS603": "tokens-alike", "GS604": "forget-gate-closed",
    ]
    let descriptions = RuleCatalog.all.map(\.description)
    #expect(Set(descriptions.map(\.code)).count == descriptions.count)
    for description in descriptions { #expect(published[description.code] == description.name) }
  }

  @Test func everyPageIsComplete() {
    for description in RuleCatalog.all.map(\.description) {
      for text in [
        description.detects, description.why, description.needs,
        Remedy.sentence(description.remedies),
      ] {
        #expect(!text.isEmpty, "\(description.code)")
      }
      #expect(!description.references.isEmpty, "\(description.code)")
    }
  }
}
