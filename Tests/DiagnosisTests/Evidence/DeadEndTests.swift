import Foundation
import Records
import Testing

@testable import Diagnosis

/// How much of a signal is lost is said of the steps at which it could be measured.
struct DeadEndTests {
  /// δ and the activations lose a factor a layer, until layer 10 dies.
  private func record(deathAt step: Int) -> RunRecord {
    var record = ExampleRecord.make(activation: "relu", finalLoss: 2.3) { now, layer, statistics in
      guard layer <= 10 else { return }
      statistics.deltaRMS = 0.1 * pow(0.1, Double(10 - layer))
      statistics.activationStd = 0.5 * pow(0.1, Double(layer))
      guard now >= step else { return }
      statistics.deltaRMS = 0
      if layer == 10 { (statistics.activationStd, statistics.zeroFraction) = (0, 1) }
    }
    record.probes = [0, 40, 100, 200].map { look in
      ProbeCheckpoint(step: look, silentUnits: (1...10).map { $0 == 10 && look >= step ? 64 : 0 })
    }
    return record
  }

  @Test func whatIsMeasuredEndsBeforeTheLayerDies() throws {
    let findings = Judgement(record(deathAt: 73)).findings
    for code in ["GS101", "GS105"] {
      let finding = try #require(findings.first { $0.code == code })
      #expect(finding.message.contains("from step 0 to step 72"), "\(finding.message)")
      #expect(!finding.message.contains("to the end"))
      #expect(finding.steps == [0, 72])
    }
    let message = try #require(findings.first { $0.code == "GS101" }).message
    #expect(
      message.contains(
        "; from step 73 on δ is exactly 0 in layers 1–10, as every unit of layer 10 is silent."))
    let dead = try #require(findings.first { $0.code == "GS204" })
    #expect(dead.evidence["zeroSince"] == 73 && dead.evidence["firstSeen"] == 100)
  }

  @Test func withoutADeathItLastsToTheEnd() throws {
    let findings = Judgement(record(deathAt: 1_000)).findings
    let finding = try #require(findings.first { $0.code == "GS101" })
    #expect(finding.message.contains("from step 0 to the end") && finding.steps == [0, 200])
  }

  /// A layer without δ for a while has not died.
  @Test func onlyWhatLastsToTheEndIsADeath() {
    var passing = record(deathAt: 73)
    passing.history[passing.history.count - 1, place: 0].deltaRMS = 1e-9
    let evidence = RunEvidence(passing)
    #expect(evidence.mainChain.flatMap(DeadEnd.init) == nil)
  }
}
