import Records
import Testing

@testable import Diagnosis

/// In a long run late points cover many steps: what is said of a part of the run is said of its steps.
struct LongRunTests {
  /// A run of so many steps whose loss and gradient norm follow a law; the last one, and so many before
  /// it, stay apart.
  private func record(
    steps: Int, status: RunStatus = .completed, apart: Int = 0, loss: (Int) -> Double,
    gradientNorm: (Int) -> Double = { _ in 1 }
  ) -> RunRecord {
    var record = ExampleRecord.make(steps: 20, finalLoss: 2.3, status: status)
    record.facts.plannedSteps = steps
    record.curves = Curves()
    for step in 0...steps {
      record.curves.append(
        step: step, loss: loss(step), accuracy: 0, gradientNorm: gradientNorm(step),
        alone: step >= steps - apart)
    }
    return record
  }

  /// The last tenth of the points is more than half of these steps.
  @Test func theLastTenthIsOneOfSteps() {
    var record = record(steps: 100_000, status: .interrupted) { $0 < 90_100 ? 2 : 0.1 }
    record.evaluation.finalLoss = .nan
    record.evaluation.trainingExamples = 0
    #expect(record.wasCutShort)
    #expect(RunEvidence(record).learning.finalLoss == 0.1)
  }

  /// Batch norm's running statistics lag behind, the batches do not: that is no divergence.
  @Test func batchesThatDidWellOnlyAtTheEndAreSeen() {
    var record = record(steps: 100_000) { $0 < 90_100 ? 2.3 : 0.1 }
    record.normalize(by: "batch")
    record.evaluation.finalLoss = 20
    let codes = Judgement(record).findings.map(\.code)
    #expect(!codes.contains("GS401"))
    record.normalize(by: nil)
    #expect(Judgement(record).findings.contains { $0.code == "GS401" })
  }

  /// The norm grows at 12 % of the run, after its first tenth; of the points, half are before that.
  @Test func theStartOfTheGradientIsThatOfTheFirstTenthOfSteps() throws {
    let record = record(
      steps: 100_000, loss: { $0 < 12_000 ? 2.3 : 9 },
      gradientNorm: { $0 < 5_000 ? 1 : $0 < 12_000 ? 2 : 1e4 })
    let finding = try #require(
      Judgement(record).findings.first { $0.code == "GS102" && $0.message.contains("norm grew") })
    #expect(finding.evidence["gradientNormAtStart"] == 2)
    #expect(finding.message.contains("its start within steps 11"))
  }

  /// A mean over 100 steps is not the loss of the step before.
  @Test func theLossBeforeANaNIsSaidToBeAMean() throws {
    let record = record(steps: 50_000, status: .diverged) { $0 == 50_000 ? .nan : 2 }
    let finding = try #require(Judgement(record).findings.first { $0.code == "GS401" })
    #expect(finding.message.hasPrefix("The loss is NaN at step 50000; as the mean of steps 4"))
    #expect(finding.message.hasSuffix(" to 49999 it was 2.0."))
    let short = self.record(steps: 50, status: .diverged) { $0 == 50 ? .nan : 2 }
    #expect(
      Judgement(short).findings.first { $0.code == "GS401" }?.message
        == "The loss is NaN at step 50; at step 49 it was 2.0.")
  }

  /// Up and down at every step, of which the mean of two is level: the last steps show it.
  @Test func jumpsFromStepToStepAreLookedForInSingleSteps() {
    func jumping(_ steps: Int, apart: Int) -> Judgement {
      Judgement(record(steps: steps, apart: apart) { $0 % 2 == 0 ? 3 : 1 })
    }
    func start(_ judgement: Judgement) -> Int? {
      judgement.findings.first { $0.code == "GS403" }?.steps.first
    }
    #expect(start(jumping(1_000, apart: 0)) == 500)
    #expect(start(jumping(10_000, apart: 100)) == 9_900)
    // A run that was stopped has no such steps.
    let stopped = jumping(10_000, apart: 0)
    #expect(start(stopped) == nil)
    #expect(stopped.notApplicable["GS403"]?.contains("kept as means") == true)
  }

  /// Time points become longer: 11 of 12 are the first ones, and 90 % of the steps are in the last.
  @Test func aTypicalUpdateIsThatOfATypicalStep() throws {
    var record = ExampleRecord.make(steps: 200, finalLoss: 2.3)
    var history = RunHistory(placeCount: record.places.count)
    for step in 0..<11 {
      history.append(step: step)
      for place in record.places.indices {
        history[step, place: place] = record.history[step, place: place]
      }
    }
    var late = record.history[0, place: 0]
    late.updateRatio = 1e-6
    history.append(step: 11, lastStep: 200, count: 190)
    for place in record.places.indices { history[11, place: place] = late }
    record.history = history
    let finding = try #require(Judgement(record).findings.first { $0.code == "GS402" })
    #expect(
      finding.remedy.contains(
        "Raise the learning rate (it is 0.050), where nothing is reported beside it: a typical update "
          + "changes a layer's weights by 1.0·10⁻⁶ of their size."), "\(finding.remedy)")
  }
}
