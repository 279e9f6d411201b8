import Records
import Testing

@testable import Diagnosis

struct LossNotDecreasingTests {
  private func finding(_ record: RunRecord) throws -> Finding {
    try #require(Judgement(record).findings.first { $0.code == "GS402" })
  }

  /// A few answers that are wrong with certainty keep the loss above guessing.
  @Test func aRunThatAnswersWellHasLearnedThoughItsLossIsThatOfGuessing() throws {
    var record = ExampleRecord.make(finalLoss: 2.4)
    record.evaluation.initialLoss = 144
    record.evaluation.trainingAccuracy = 0.73
    #expect(RunEvidence(record).learning.learned)
    #expect(Judgement(record).isHealthy)
    let finding = try finding(record)
    #expect(finding.severity == .warning)
    #expect(finding.message.contains("2.40, down from 144;"), "\(finding.message)")
    #expect(finding.message.contains("It has learned"))
  }

  @Test func atTheAccuracyOfGuessingItHasNotLearned() throws {
    var record = ExampleRecord.make(finalLoss: 2.4)
    record.evaluation.initialLoss = 144
    record.evaluation.trainingAccuracy = 0.12
    let finding = try finding(record)
    #expect(finding.severity == .error && finding.message.contains("down from 144"))
  }

  @Test func aKilledRunHasTheLossOfItsLastBatches() throws {
    var record = ExampleRecord.make(finalLoss: 2.3, status: .interrupted)
    record.evaluation = Evaluation()
    #expect(try finding(record).message.contains("the loss of the last batches is 2.30"))
  }

  @Test func whatRoseIsNotToldToMoveFaster() throws {
    let record = ExampleRecord.make(finalLoss: 4) { step, _, statistics in
      statistics.weightNorm *= 1 + Double(step)
    }
    let remedy = try finding(record).remedy
    #expect(remedy.hasPrefix("Lower the learning rate"))
    #expect(remedy.contains("the loss rose from 2.3") && remedy.contains("201 times"), "\(remedy)")
  }

  @Test func whatHardlyMovesIsToldToMoveFaster() throws {
    var record = ExampleRecord.make(finalLoss: 2.3) { _, _, statistics in
      statistics.updateRatio = 1e-7
    }
    record.evaluation.initialLoss = 2.3
    // The small updates are a finding of their own, which explains it.
    #expect(try finding(record).remedy == "Heal GS302 updates-too-small first.")
    let own = try #require(Judgement(record).findings.first { $0.code == "GS302" })
    #expect(own.remedy.contains("500 would make a healthy step"), "\(own.remedy)")
  }

  @Test func aFlatLossIsExplainedByWhatIsThere() throws {
    let record = ExampleRecord.make(activation: "sigmoid", deltaFactor: 0.24, finalLoss: 2.3)
    #expect(try finding(record).causedBy == "GS101")
    #expect(try finding(ExampleRecord.make(finalLoss: 2.3)).causedBy == nil)
  }
}
