import Records
import Testing

@testable import Diagnosis

/// What small networks on tables showed: two classes, one outlier, decay by noisy batches, batch norm of two.
struct SmallNetworkTests {
  private func finding(_ code: String, _ record: RunRecord) -> Finding? {
    Judgement(record).findings.first { $0.code == code }
  }

  /// Of 1 % of one class guessing costs 0.056; a network that has not decided answers ½, which costs ln 2.
  @Test func anUndecidedAnswerOfYesOrNoCostsLn2() throws {
    var record = ExampleRecord.make(finalLoss: 0.01)
    record.facts.loss = LossFacts(
      name: "binary-cross-entropy", kind: .logLikelihood, isOverClasses: false)
    record.facts.classes = 2
    record.chance = Chance(classCounts: [99, 1])
    record.evaluation.initialLoss = 0.70
    #expect(finding("GS405", record) == nil)
    record.evaluation.initialLoss = 2
    let found = try #require(finding("GS405", record))
    #expect(found.message.contains("ln 2 = 0.69, that of an undecided answer"), "\(found.message)")
  }

  /// The gradient of a batch is noise once the weights are gone: what made them go is seen as they went.
  @Test func decayIsSeenAsTheWeightsGo() throws {
    func record(gradientAtFirst: Double) -> RunRecord {
      var record = ExampleRecord.make(finalLoss: 2.3) { step, _, statistics in
        statistics.weightNorm = step < 100 ? 8 - 0.0799 * Double(step) : 0.01
        statistics.weightGradientNorm = step < 150 ? gradientAtFirst : 0.05
      }
      record.facts.weightDecay = 0.3
      return record
    }
    let found = try #require(finding("GS306", record(gradientAtFirst: 0.05)))
    #expect(found.severity == .error)
    #expect(found.message.contains("pulled with 1.2"), "\(found.message)")
    // What the loss pulled down itself is no decay.
    #expect(finding("GS306", record(gradientAtFirst: 20)) == nil)
  }

  /// A column that one value squeezes is lost: that explains a run that learned nothing.
  @Test func anOutlierExplainsThatNothingWasLearned() throws {
    var record = ExampleRecord.onTable(finalLoss: 2.3) {
      $0.outliers = [.init(column: "income", value: 9.9e9, deviations: 20, row: 51)]
    }
    #expect(finding("GS402", record)?.causedBy == "GS504")
    #expect(Judgement(record).verdict == "outliers")
    record.facts.data?.outliers = nil
    #expect(Judgement(record).verdict == "loss-not-decreasing")
  }

  /// Bounded units begin saturated by large features, and the loss is never thrown up.
  @Test func unscaledFeaturesThatSaturateAreToBlame() {
    func record(_ deviation: Double) -> RunRecord {
      var record = ExampleRecord.make(depth: 2, deltaFactor: 1e-4, finalLoss: 2.3) {
        _, layer, statistics in
        statistics.saturatedHighFraction = layer == 1 ? 0.98 : 0
      }
      record.dataScale = DataScale(
        features: .init(
          largestMean: 0, largestDeviation: deviation, largestMagnitude: 3 * deviation,
          rms: deviation))
      return record
    }
    #expect(Judgement(record(300)).verdict == "unscaled-inputs")
    #expect(Judgement(record(1)).verdict == "saturation")
  }

  /// What came a little of the way is too slow all the same, where ten times the rate was seen to suffice.
  @Test func slowStepsExplainARunThatCameALittleOfTheWay() {
    var record = ExampleRecord.make(finalLoss: 2) { _, layer, statistics in
      statistics.updateRatio = layer == 1 ? 5e-6 : 2e-5
    }
    record.facts.reference = Reference(guessing: 2.3, reached: 0.2, heldOut: false)
    #expect(finding("GS302", record)?.severity == .note)
    record.facts.counterfactuals = [
      Counterfactual(change: .higherRate, value: 0.5, loss: 0.3, suffices: true)
    ]
    #expect(finding("GS408", record)?.causedBy == "GS302")
    #expect(Judgement(record).verdict == "updates-too-small")
  }

  /// The first weights may be lucky: a run of which no layer moves did not come a part of the way.
  @Test func whereNoLayerMovesLuckIsNoProgress() {
    var record = ExampleRecord.make(finalLoss: 2) { _, _, statistics in
      statistics.updateRatio = 1e-8
    }
    record.facts.reference = Reference(guessing: 2.3, reached: 0.2, heldOut: false)
    #expect(finding("GS302", record)?.severity == .error)
    #expect(Judgement(record).verdict == "updates-too-small")
  }

  /// More units make up for features that are not scaled; scaling them does it with the units there are.
  @Test func unscaledFeaturesAreBlamedBeforeTooFewUnits() {
    var record = ExampleRecord.make(depth: 1, width: 7, finalLoss: 2)
    record.dataScale = DataScale(
      features: .init(largestMean: 800, largestDeviation: 200, largestMagnitude: 1400, rms: 800))
    record.facts.reference = Reference(guessing: 2.3, reached: 0.2, heldOut: false)
    record.facts.counterfactuals = [
      Counterfactual(change: .moreUnits, value: 28, loss: 0.3, suffices: true)
    ]
    #expect(Judgement(record).verdict == "unscaled-inputs")
  }

  /// Of two examples batch norm makes ±1: what it learned is nothing, and no δ passes it.
  @Test func batchNormOfTwoIsToBlame() {
    func record(deltaFactor: Double) -> RunRecord {
      var record = ExampleRecord.make(depth: 4, deltaFactor: deltaFactor, finalLoss: 2.3)
      record.normalize(by: "batch")
      record.facts.batchSize = 2
      return record
    }
    #expect(finding("GS402", record(deltaFactor: 1))?.causedBy == "GS205")
    #expect(Judgement(record(deltaFactor: 1)).verdict == "batch-norm-of-few")
    #expect(finding("GS101", record(deltaFactor: 1e-3))?.causedBy == "GS205")
    var little = record(deltaFactor: 1)
    little.evaluation.finalLoss = 2
    little.facts.reference = Reference(guessing: 2.3, reached: 0.2, heldOut: false)
    little.facts.counterfactuals = [
      Counterfactual(change: .moreUnits, value: 256, loss: 0.3, suffices: true)
    ]
    #expect(Judgement(little).verdict == "batch-norm-of-few")
  }
}
