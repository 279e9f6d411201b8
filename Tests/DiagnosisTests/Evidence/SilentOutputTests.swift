import Records
import Testing

@testable import Diagnosis

/// δ of exactly 0 where the way back begins: a loss that passes nothing, or an output activation that is
/// flat, is not "all is fitted".
@Suite struct SilentOutputTests {
  /// δ is exactly 0 everywhere from a step on; the loss ends at `loss`.
  private func record(loss: Double, from first: Int = 0) -> RunRecord {
    ExampleRecord.make(depth: 4, steps: 200, finalLoss: loss) { step, _, statistics in
      if step >= first { statistics.deltaRMS = 0 }
    }
  }

  @Test func nothingSetsOutOnTheWayBack() throws {
    let judgement = Judgement(record(loss: 2.3))
    let finding = try #require(judgement.findings.first { $0.code == "GS101" })
    #expect(finding.severity == .error)
    #expect(finding.cause == "output passes nothing")
    #expect(finding.message.hasPrefix("δ is exactly 0 at the output already (layer 5, step 0"))
    // Nothing was lost on the way, so nothing underflowed and no layer died.
    #expect(!judgement.findings.contains { ["GS104", "GS204"].contains($0.code) })
  }

  @Test func itMayBeginLater() throws {
    let finding = try #require(
      Judgement(record(loss: 2.3, from: 120)).findings.first { $0.code == "GS101" })
    #expect(finding.steps.first == 120)
  }

  /// Where the loss is near 0, no δ is left because nothing is wrong any more.
  @Test func whatIsFittedIsNotSilent() {
    let record = record(loss: 1e-12, from: 150)
    #expect(!Judgement(record).findings.contains { $0.code == "GS101" })
  }

  /// Without a loss only what was there before the first update cannot have been learned.
  @Test func withoutALossTheStartDecides() {
    func found(from first: Int) -> Bool {
      var record = record(loss: 2.3, from: first)
      record.curves = Curves()
      return Judgement(record).findings.contains { $0.code == "GS101" }
    }
    #expect(found(from: 0))
    #expect(!found(from: 120))
  }
}
