import Records
import Testing

@testable import Diagnosis

/// Whose fault it is that weights shrink away.
struct DecayDominatesTests {
  private func record(
    optimizer: String, rate: Double, decay: Double, update: @escaping (_ step: Int) -> Double
  ) -> RunRecord {
    var record = ExampleRecord.make(finalLoss: 2.3) { step, _, statistics in
      statistics.weightNorm = 8 * max(0.02, 1 - Double(step) / 100)
      statistics.weightGradientNorm = 1e-4
      statistics.updateRatio = update(step)
    }
    record.facts.optimizer = OptimizerFacts(name: optimizer, dividesByGradientSize: true)
    record.facts.learningRate = rate
    record.facts.weightDecay = decay
    return record
  }

  /// AdamW takes η λ of the weights in a step: where that is all there is, it is the decay.
  @Test func decoupledDecayIsComparedWithTheUpdate() throws {
    let judgement = Judgement(
      record(optimizer: "adamw", rate: 0.05, decay: 0.5) { _ in 0.026 })
    let found = try #require(judgement.findings.first { $0.code == "GS306" })
    #expect(found.severity == .error && found.evidence["decayStep"] == 0.025)
    #expect(found.evidence["decayPull"] == nil)
    #expect(found.message.contains("takes 0.025 of them in a step"))
  }

  /// The gradient is far smaller than λ W, which says nothing of AdamW: it divides by it.
  @Test func aGradientThatIsDividedByItsSizeIsNoMeasure() {
    let judgement = Judgement(
      record(optimizer: "adamw", rate: 1e-3, decay: 0.1) { _ in 0.01 })
    #expect(!judgement.findings.contains { $0.code == "GS306" })
  }

  /// Steps that were many times the weights before anything had shrunk are not made by the decay.
  @Test func aRateFarTooLargeIsToBlameForItsDecay() throws {
    let judgement = Judgement(
      record(optimizer: "adamw", rate: 3, decay: 0.01) { $0 < 30 ? 42 : 0.03 })
    #expect(judgement.verdict == "updates-too-large", "\(judgement.findings)")
    let decay = try #require(judgement.findings.first { $0.code == "GS306" })
    #expect(decay.causedBy == "GS303")
  }

  /// Of decay that is a part of the gradient, large steps beside shrunken weights are its doing.
  @Test func coupledDecayExplainsLargeSteps() throws {
    let judgement = Judgement(record(optimizer: "sgd", rate: 1, decay: 0.5) { _ in 0.5 })
    #expect(judgement.verdict == "decay-dominates", "\(judgement.findings)")
    #expect(judgement.findings.first { $0.code == "GS303" }?.causedBy == "GS306")
  }
}
