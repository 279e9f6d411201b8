import Diagnosis
import Records
import Testing

/// What is said of another program's run that learned a little: how much its data give nobody knows.
struct ForeignProgressTests {
  private func record(_ loss: Double, weights: Double? = nil) -> RunRecord {
    var record = ExampleRecord.make(steps: 300, finalLoss: loss) { _, _, statistics in
      if let weights { statistics.updateRatio = weights }
    }
    record.facts.origin = Origin(program: "mine.py")
    record.facts.reference = nil
    record.evaluation.validationLoss = nil
    return record
  }

  private func finding(_ record: RunRecord) -> Finding? {
    Judgement(record).findings.first { $0.code == LearnedTooLittle.code }
  }

  /// Labels full of noise give no more to anyone.
  @Test func withNothingToBlameItIsAWarning() throws {
    let found = try #require(finding(record(2.1)))
    #expect(found.severity == .warning)
    #expect(
      found.message.contains("9 % of the way from guessing")
        || found.message.contains("9\u{A0}% of the way"))
    #expect(Judgement(record(2.1)).isHealthy)
  }

  @Test func updatesThatAreTooLargeAreToBlame() {
    let judgement = Judgement(record(2.1, weights: 0.5))
    #expect(judgement.verdict == "updates-too-large", "\(judgement.findings)")
  }

  @Test func whatCameFurtherIsNotSpokenOf() {
    #expect(finding(record(1.5)) == nil)
  }
}
