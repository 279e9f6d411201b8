import Records
import Testing

@testable import Diagnosis

@Suite struct ExplanationTests {
  /// Weights of a twentieth: they make the signal vanish, which makes the loss flat.
  private var tooSmall: RunRecord {
    ExampleRecord.make(deltaFactor: 0.08, finalLoss: 2.3) { _, layer, statistics in
      statistics.derivativeRMS = 1
      statistics.weightNorm *= 0.08
      for _ in 1..<layer { statistics.activationStd *= 0.08 }
    }
  }

  @Test func aChainOfCausesIsNamedLinkByLink() {
    let causes = Dictionary(
      Judgement(tooSmall).findings.map { ($0.code, $0.causedBy) }, uniquingKeysWith: { a, _ in a })
    #expect(causes["GS301"] == .some(nil))
    #expect(causes["GS101"] == "GS301" && causes["GS105"] == "GS301")
    #expect(causes["GS402"] == "GS101")
  }

  /// A warning explains an error, but the error is what the run is called.
  @Test func theVerdictIsTheFirstErrorThatNoOtherErrorExplains() {
    #expect(Judgement(tooSmall).verdict == "vanishing-gradient")
    var diverged = ExampleRecord.make(finalLoss: .nan, status: .diverged) { step, _, statistics in
      statistics.updateRatio = 5
      if step > 50 { statistics.nonFiniteWeights = 1 }
    }
    diverged.curves.append(step: 201, loss: .nan, accuracy: 0, gradientNorm: .nan)
    #expect(Judgement(diverged).verdict == "updates-too-large")
  }

  /// No chain of explanations comes back to where it began, whatever the findings.
  @Test func nothingExplainsItself() {
    for rule in RuleCatalog.all {
      for example in rule.examples {
        let findings = Judgement(example.record).findings
        for finding in findings {
          var seen: Set<String> = [finding.code]
          var next = finding.causedBy
          while let code = next {
            #expect(!seen.contains(code), "\(example.title): \(seen)")
            guard seen.insert(code).inserted else { break }
            next = findings.first { $0.code == code }?.causedBy
          }
        }
      }
    }
  }

  @Test func aHealthyValueIsNamed() throws {
    let finding = try #require(Judgement(tooSmall).findings.first { $0.code == "GS101" })
    // 0.01^(1/9): ten layers have nine steps between them.
    let healthy = try #require(finding.evidence["healthyDecayPerLayer"])
    #expect(abs(healthy - 0.5995) < 1e-4)
    #expect(
      finding.message.hasSuffix(
        "A healthy network of depth 10 keeps ×0.60 or more a layer; xavier-normal begins with about "
          + "×1.0."), "\(finding.message)")
    let sigmoid = ExampleRecord.make(activation: "sigmoid", deltaFactor: 0.24, finalLoss: 2.3)
    let other = try #require(Judgement(sigmoid).findings.first { $0.code == "GS101" })
    #expect(other.message.contains("sigmoid has no more than ×0.25 with xavier-normal"))
  }

  @Test func whatBeganBeforeIsNotExplained() throws {
    // Silent units from step 60 on do not explain what was there at step 0.
    let record = ExampleRecord.make(
      activation: "relu", deltaFactor: 0.2, finalLoss: 2.3,
      edit: { step, _, statistics in
        statistics.updateRatio = step >= 60 ? 0.5 : 1e-3
      }, silent: { _ in 40 })
    #expect(Judgement(record).findings.first { $0.code == "GS101" }?.causedBy != "GS303")
  }
}
