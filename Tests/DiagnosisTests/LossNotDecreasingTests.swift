import Testing
import TrainingRecords

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
}
