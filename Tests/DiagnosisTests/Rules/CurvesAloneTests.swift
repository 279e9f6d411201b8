import Foundation
import Records
import Testing

@testable import Diagnosis

/// Runs of which only the loss and the gradient norm were logged, and nobody knows what guessing costs.
@Suite struct CurvesAloneTests {
  /// A run of 1,000 updates with these values at every tenth.
  private func record(
    unit: RunFacts.StepUnit? = nil, steps: Int = 1000, norm: (Double) -> Double = { _ in 1 },
    loss: (Double) -> Double
  ) -> RunRecord {
    var facts = RunFacts()
    facts.stepUnit = unit
    var record = RunRecord(name: "other", facts: facts, places: [], chains: [])
    for index in 0...100 {
      let share = Double(index) / 100
      record.curves.append(
        step: index * steps / 100, loss: loss(share), accuracy: .nan, gradientNorm: norm(share))
    }
    return record
  }

  private func codes(_ record: RunRecord) -> [String] { Judgement(record).findings.map(\.code) }
  private func wobble(_ share: Double) -> Double { 0.05 * sin(1000 * share) }

  @Test func aLossThatFallsIsNothingToSay() {
    #expect(codes(record { 2.3 * exp(-3 * $0) + self.wobble($0) }).isEmpty)
    // What is learned within the first tenth, or before the log is looked at twice, is learned.
    #expect(codes(record { $0 < 0.03 ? 2.3 : 0.1 + self.wobble($0) }).isEmpty)
    #expect(codes(record { $0 == 0 ? 2.3 : 0.1 }).isEmpty)
  }

  @Test func aLossThatStaysWhereItBeganIsAnError() throws {
    let judgement = Judgement(record { 2.3 + self.wobble($0) })
    #expect(judgement.verdict == "loss-not-decreasing")
    let finding = try #require(judgement.findings.first)
    #expect(finding.evidence["initialLoss"].map { abs($0 - 2.3) < 0.1 } == true)
    #expect(finding.message.contains("What guessing has is not known"))
    #expect(Judgement(record { 2.3 + $0 }).verdict == "loss-not-decreasing", "it rises")
  }

  /// Where the beginning was not logged, and of losses around 0, a policy's, nothing can be told.
  @Test func whatHasNoBeginningIsNotJudged() {
    var late = RunRecord(name: "late", facts: RunFacts(), places: [], chains: [])
    for step in stride(from: 500, through: 1000, by: 10) {
      late.curves.append(step: step, loss: 0.3, accuracy: .nan, gradientNorm: .nan)
    }
    #expect(Judgement(late).notApplicable["GS402"]?.contains("first logged at 500") == true)
    let policy = Judgement(record { $0 == 0 ? 0 : self.wobble($0) - 0.1 })
    #expect(policy.notApplicable["GS402"] != nil && policy.isHealthy)
    #expect(policy.notApplicable["GS401"] != nil)
  }

  @Test func epochsAreNoUpdates() {
    let epochs = record(unit: .epoch, steps: 100) { 2.3 * exp(-3 * $0) }
    #expect(codes(epochs).isEmpty)
    var few = RunRecord(name: "few", facts: epochs.facts, places: [], chains: [])
    for epoch in 0..<20 {
      few.curves.append(
        step: epoch, loss: 2.3 - 0.1 * Double(epoch), accuracy: .nan, gradientNorm: .nan)
    }
    #expect(Judgement(few).notApplicable["GS409"]?.contains("steps are epochs") == true)
    #expect(codes(few).isEmpty)
    let flat = Judgement(record(unit: .epoch, steps: 100) { _ in 2.3 })
    #expect(flat.verdict == "loss-not-decreasing")
    #expect(flat.findings.first?.message.contains("epoch 100") == true)
  }

  @Test func aFewUpdatesAreTooFew() {
    func short(_ end: Double) -> RunRecord {
      var record = RunRecord(name: "short", facts: RunFacts(), places: [], chains: [])
      for step in 0...20 {
        record.curves.append(
          step: step, loss: 2.3 + (end - 2.3) * Double(step) / 20, accuracy: .nan,
          gradientNorm: .nan)
      }
      return record
    }
    #expect(Judgement(short(2.29)).verdict == "too-short-to-judge")
    #expect(Judgement(short(0.5)).isHealthy, "it has left where it began")
  }

  @Test func aLossHeldOutThatRisesIsOverfitting() throws {
    func looks(_ loss: (Double) -> Double) -> RunRecord {
      var record = record { 2.3 * exp(-4 * $0) }
      var held = HeldOutCurve()
      for index in 0...10 {
        held.append(HeldOutLook(step: 100 * index, loss: loss(Double(index) / 10)))
      }
      record.heldOut = held
      return record
    }
    let rises = Judgement(looks { 1 + abs($0 - 0.3) })
    #expect(rises.isHealthy && rises.findings.map(\.code) == ["GS404"])
    #expect(rises.findings.first?.steps == [300, 1000])
    #expect(codes(looks { 2 - $0 }).isEmpty && codes(looks { 1 + self.wobble($0) }).isEmpty)
    #expect(codes(looks { $0 == 0.9 ? 3 : 2 - $0 }).isEmpty, "one look alone")
  }

  @Test func aGradientNormThatGrowsWithTheLossIsExploding() {
    let exploding = record(norm: { pow(10, 6 * $0) }, loss: { 2.3 + 2 * $0 })
    #expect(codes(exploding).contains("GS102"))
    let learning = record(norm: { pow(10, 6 * $0) }, loss: { 2.3 * exp(-3 * $0) })
    #expect(!codes(learning).contains("GS102"))
    #expect(Judgement(record { 2.3 * exp(-3 * $0) }).notApplicable["GS102"] == nil)
  }

  /// A norm that is not finite for a step, as with a scaled loss, is a warning; one that stays so an error.
  @Test func aGradientNormThatIsNaNIsNeverPassedOver() {
    func bad(until end: Double) -> RunRecord {
      var record = record(norm: { $0 <= end ? .nan : 1 }, loss: { 2.3 * exp(-3 * $0) })
      record.events = [
        BadEvent(kind: .nonFinite, step: 0, place: 0, tensor: .weightGradient, value: .nan)
      ]
      return record
    }
    #expect(Judgement(bad(until: 1)).verdict == "non-finite-values")
    let once = Judgement(bad(until: 0))
    #expect(once.isHealthy && once.findings.map(\.severity) == [.warning])
  }

  @Test func wordsDoNotSayHealthy() {
    #expect(
      Judgement.words(
        verdict: "healthy", warnings: 0, unjudged: 30, curvesAlone: ["loss", "gradient norm"])
        == "nothing found in loss and gradient norm; layers were not logged")
    #expect(
      Judgement.words(verdict: "healthy", warnings: 1, curvesAlone: ["loss"])
        == "1 warning in loss; layers were not logged")
    #expect(Judgement.words(verdict: "diverged", warnings: 0, curvesAlone: ["loss"]) == "diverged")
  }
}
