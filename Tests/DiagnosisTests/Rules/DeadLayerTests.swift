import Records
import Testing

@testable import Diagnosis

/// A layer that is dead from birth is no underflow and no small weights.
struct DeadLayerTests {
  /// A ReLU network in which layer 2 outputs 0 on every example from the start, with a signal of
  /// ordinary size below.
  private var bornDead: RunRecord {
    var record = ExampleRecord.make(activation: "relu", finalLoss: 2.3) { _, layer, statistics in
      if layer > 10 { return }
      statistics.deltaRMS = 0
      statistics.deltaZeroFraction = 1
      if layer == 2 { statistics.preactivationRMS = 0.4 }
      if layer >= 2 {
        statistics.activationRMS = 0
        statistics.zeroFraction = 1
      }
      if layer > 2 { statistics.preactivationRMS = 0 }
    }
    record.probes = [0, 100, 200].map { step in
      ProbeCheckpoint(step: step, silentUnits: (1...10).map { $0 == 1 ? 0 : 64 })
    }
    return record
  }

  @Test func aSilentLayerIsNamedAndNothingElseIsBlamed() throws {
    let judgement = Judgement(bornDead)
    #expect(judgement.verdict == "dead-layer")
    let finding = try #require(judgement.findings.first { $0.code == "GS204" })
    #expect(finding.message.hasPrefix("All 64 units of layer 2 are silent"))
    #expect(!judgement.findings.contains { $0.code == "GS104" || $0.code == "GS101" })
  }

  /// Looks are rare; δ says at which step the layer died.
  @Test func theStepIsThatOfDelta() throws {
    var record = ExampleRecord.make(activation: "relu", finalLoss: 2.3) { step, layer, statistics in
      guard step >= 120 else { return }
      if layer <= 10 {
        statistics.deltaRMS = 0
        statistics.deltaZeroFraction = 1
      }
      if layer == 10 {
        statistics.activationRMS = 0
        statistics.zeroFraction = 1
      }
    }
    record.probes = [0, 100, 200].map { step in
      ProbeCheckpoint(step: step, silentUnits: (1...10).map { $0 == 10 && step > 120 ? 64 : 0 })
    }
    let finding = try #require(Judgement(record).findings.first { $0.code == "GS204" })
    let zeros = try #require(record.history.steps.first { $0 >= 120 })
    #expect(finding.steps.first == zeros)
    #expect(finding.message.contains("since step \(zeros)"))
  }

  /// Looks at a network that already holds NaN say nothing of silence.
  @Test func aLookAfterTheFirstNaNIsNoEvidence() {
    var record = ExampleRecord.make(
      activation: "relu", finalLoss: 2.3,
      edit: { step, _, statistics in
        if step >= 150 { statistics.nonFiniteActivations = 1 }
      }, silent: { $0 < 150 ? 5 : 64 })
    #expect(!Judgement(record).findings.contains { $0.code == "GS202" || $0.code == "GS204" })
    record.history = ExampleRecord.make(activation: "relu", finalLoss: 2.3).history
    #expect(Judgement(record).findings.contains { $0.code == "GS202" })
  }
}
