import Records
import Testing

@testable import Diagnosis

/// Learned or not is measured against guessing, not against the run's own beginning.
struct LearningOutcomeTests {
  @Test func aRunThatGoesOnFromGoodWeightsHasLearned() {
    var record = ExampleRecord.make(finalLoss: 0.01)
    record.evaluation.initialLoss = 0.0102
    #expect(RunEvidence(record).learning.learned)
    #expect(!Judgement(record).findings.contains { $0.code == "GS402" })
    #expect(Judgement(record).isHealthy)
  }

  @Test func whereGuessingCostsNothingNothingCanBeLearned() {
    var record = ExampleRecord.make(finalLoss: 0.01)
    record.chance?.loss = 0
    #expect(!RunEvidence(record).learning.learnedNothing)
  }

  /// Every example fitted: δ of the output is 0, and so is all below, in float32.
  @Test(arguments: [0, 1e-12])
  func aPerfectFitIsNotAVanishedGradient(_ outputDelta: Double) {
    let record = ExampleRecord.make(finalLoss: 1e-9) { step, layer, statistics in
      guard step >= 120 else {
        if layer == 11 { statistics.deltaRMS = 0.1 }
        return
      }
      statistics.deltaRMS = layer == 11 ? outputDelta : 0
      statistics.deltaZeroFraction = 1
    }
    #expect(Judgement(record).findings.isEmpty)
  }
}
