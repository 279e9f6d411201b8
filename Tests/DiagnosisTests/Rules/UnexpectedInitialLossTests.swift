import Diagnosis
import Records
import Testing

/// When the first loss is to blame.
struct UnexpectedInitialLossTests {
  private func judgement(first: Double, last: Double) -> Judgement {
    var record = ExampleRecord.make(finalLoss: last)
    record.evaluation.initialLoss = first
    return Judgement(record)
  }

  /// A head fifty times too large: all that was learned is to be undecided.
  @Test func ofARunThatOnlyTookItsOutputsBackItIsTheCause() {
    let found = judgement(first: 222, last: 2.3)
    #expect(found.verdict == "unexpected-initial-loss", "\(found.findings)")
    #expect(found.findings.first { $0.code == "GS402" }?.causedBy == "GS405")
  }

  @Test func ofARunThatLearnedItIsANote() {
    let found = judgement(first: 222, last: 0.1)
    #expect(found.findings.first { $0.code == "GS405" }?.severity == .note && found.isHealthy)
  }

  /// Three times a guess is no reason to learn nothing.
  @Test func aLittleTooLargeIsNoCause() {
    let found = judgement(first: 7, last: 2.3)
    #expect(found.findings.first { $0.code == "GS405" }?.severity == .note)
    #expect(found.verdict == "loss-not-decreasing")
  }
}
