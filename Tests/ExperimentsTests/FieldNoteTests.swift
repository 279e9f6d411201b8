import Diagnosis
import Experiments
import Foundation
import Testing
import TrainingRecords

/// The mistakes of other tools on real networks, at step 0 and a few steps later.
@Suite struct FieldNoteTests {
  private func codes(_ record: RunRecord) -> Set<String> {
    Set(Judgement(record).findings.map(\.code))
  }

  /// √E[φ′²] · σw = 0.7 a layer for Xavier in ReLU, while the weight gradients stay flat.
  @Test func mistake1ReLUXavierAtDepthTwentyIsFoundThoughItsWeightGradientIsFlat() throws {
    let record = try TestData.run("relu-xavier", depth: 20)
    let gradients = (2...20).map { record.history[0, $0].weightGradientNorm }
    let deltas = (2...20).map { record.history[0, $0].deltaRMS }
    let flat = (gradients.max() ?? .nan) / (gradients.min() ?? .nan)
    let steep = (deltas.max() ?? .nan) / (deltas.min() ?? .nan)
    // 0.7¹⁸ is a factor 500; the product of both profiles varies by the draw only.
    #expect(flat < 10)
    #expect(steep > 100)
    #expect(codes(record).contains("GS101"))
  }

  @Test func mistake2EightLayersOfSigmoidLoseAFactorFourEachAndAreFound() throws {
    let record = try TestData.run("sigmoid-xavier", depth: 8)
    let factor = try #require(RunEvidence(record).initialDeltaDecay)
    // Theory .236 for wide nets; ±20 % at width 32.
    #expect(abs(factor / 0.236 - 1) < 0.2)
    #expect(codes(record).contains("GS101"))
  }

  @Test func mistake3ADivergedRunIsNotHealthy() throws {
    let record = try TestData.run("relu-he", depth: 3, steps: 20) { $0.learningRate = 1e30 }
    #expect(!Judgement(record).isHealthy)
    #expect(codes(record).isSuperset(of: ["GS103", "GS401"]))
  }

  @Test func mistake4UnderflowIsCalledUnderflow() throws {
    let short = try TestData.run("sigmoid-naive", depth: 30)
    #expect(short.history[0, 1].deltaRMS == 0)
    #expect(codes(short).contains("GS104"))
    #expect(!codes(short).contains("GS204"))
    let long = try TestData.run("sigmoid-naive", depth: 30) { $0.precision = "float64" }
    #expect(long.history[0, 1].deltaRMS > 0)
    #expect(!codes(long).contains("GS104"))
  }

  @Test func mistake4ADeadLayerIsCalledADeadLayer() throws {
    let record = ExampleRecord.make(
      activation: "relu", finalLoss: 2.3,
      edit: { step, layer, statistics in
        guard step >= 60, layer <= 10 else { return }
        statistics.deltaRMS = 0
        statistics.deltaZeroFraction = 1
        if layer == 10 { statistics.zeroFraction = 1 }
      }, silent: { $0 < 60 ? 10 : 64 })
    #expect(codes(record).contains("GS204"))
    #expect(!codes(record).contains("GS104"))
  }

  @Test func mistake5And6AHeNetworkHasZerosAndSomeSilentUnitsAndIsNotDead() throws {
    let record = try TestData.run("relu-he", steps: 20)
    #expect(record.history[0, 5].zeroFraction > 0.3)
    #expect(codes(record).isDisjoint(with: ["GS202", "GS204"]))
  }

  @Test func mistake11And12UnscaledResidualHeExplodesAtStepZero() throws {
    let unscaled = try TestData.run("residual-he") { $0.residualScale = 1 }
    let growth = unscaled.history[0, 1].deltaRMS / unscaled.history[0, 10].deltaRMS
    // Nine blocks of √2 each: 22.6, within the spread of one draw at width 32.
    #expect(growth > 10 && growth < 50)
    #expect(codes(unscaled).contains("GS102"))
    let scaled = try TestData.run("residual-he")
    #expect(!codes(scaled).contains("GS102"))
  }
}
