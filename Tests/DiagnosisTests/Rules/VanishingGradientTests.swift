import Records
import Testing

@testable import Diagnosis

/// How grave a vanished δ is depends on what the run made of it.
struct VanishingGradientTests {
  private func severity(_ record: RunRecord) -> Severity? {
    Judgement(record).findings.first { $0.code == "GS101" }?.severity
  }

  @Test func fewStepsDoNotMakeAHopelessRunHealthy() {
    // 0.24⁹ = 3·10⁻⁶ of δ arrives; 60 steps are too few to see that nothing is learned.
    let short = ExampleRecord.make(
      steps: 60, activation: "sigmoid", deltaFactor: 0.24, finalLoss: 2.3)
    #expect(severity(short) == .error)
    #expect(Judgement(short).verdict == "vanishing-gradient")
  }

  @Test func fewStepsLeaveAModestLossOpen() {
    let short = ExampleRecord.make(steps: 60, deltaFactor: 0.5, finalLoss: 2.3)
    #expect(severity(short) == .warning)
  }

  @Test func aRunThatLearnedAllTheSameIsWarned() {
    #expect(severity(ExampleRecord.make(deltaFactor: 0.5, finalLoss: 0.2)) == .warning)
  }

  @Test func aRunThatLearnedLittleIsHeldBack() {
    #expect(severity(ExampleRecord.make(deltaFactor: 0.5, finalLoss: 2.0)) == .error)
  }

  @Test func whatAppearsDuringTrainingIsNotSaidOfStepZero() {
    let record = ExampleRecord.make(finalLoss: 2.3) { step, layer, statistics in
      if step >= 40, layer < 5 { statistics.deltaRMS = 1e-6 }
    }
    let finding = Judgement(record).findings.first { $0.code == "GS101" }
    #expect(finding?.steps == [40, 200])
    #expect(finding?.message.contains("from step 40 on, to the end") == true)
  }

  /// Equal weights make a softmax's δ cancel in layer L, and grow from there on.
  @Test func aSmallLastLayerBelowWhichDeltaExplodesIsNotVanishing() {
    let record = ExampleRecord.make(deltaFactor: 6, finalLoss: 2.3) { _, layer, statistics in
      if layer == 11 { statistics.deltaRMS = 1e6 }
    }
    #expect(severity(record) == nil)
    #expect(Judgement(record).verdict == "exploding-gradient")
  }

  /// All hidden layers far below the output starve alike.
  @Test func allHiddenLayersCanStarveAlike() {
    let record = ExampleRecord.make(finalLoss: 2.3) { _, layer, statistics in
      if layer == 11 { statistics.deltaRMS = 1e6 }
    }
    #expect(severity(record) == .error)
  }
}
