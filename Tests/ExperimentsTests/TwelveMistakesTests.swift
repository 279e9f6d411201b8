import Diagnosis
import Experiments
import Foundation
import Records
import Testing

/// The mistakes of other tools on real networks, at step 0 and a few steps later.
@Suite struct TwelveMistakesTests {
  private func codes(_ record: RunRecord) -> Set<String> {
    Set(Judgement(record).findings.map(\.code))
  }

  /// √E[φ′²] · σw = 0.7 a layer for Xavier in ReLU, while the weight gradients stay flat.
  @Test("1: a weight gradient is a product; with Xavier in a deep ReLU net its profile is flat")
  func mistake1ReLUXavierAtDepthTwentyIsFoundThoughItsWeightGradientIsFlat() throws {
    let record = try TestData.run("relu-xavier", depth: 20)
    let gradients = (1...19).map { record.history[0, place: $0].weightGradientNorm }
    let deltas = (1...19).map { record.history[0, place: $0].deltaRMS }
    let flat = (gradients.max() ?? .nan) / (gradients.min() ?? .nan)
    let steep = (deltas.max() ?? .nan) / (deltas.min() ?? .nan)
    // 0.7¹⁸ is a factor 500; the product of both profiles varies by the draw only.
    #expect(flat < 10)
    #expect(steep > 100)
    #expect(codes(record).contains("GS101"))
  }

  @Test("2: an absolute threshold (1e-7) misses an 8-layer sigmoid/Xavier net")
  func mistake2EightLayersOfSigmoidLoseAFactorFourEachAndAreFound() throws {
    let record = try TestData.run("sigmoid-xavier", depth: 8)
    let factor = try #require(RunEvidence(record).initialDeltaDecay)
    // Theory .236 for wide nets; ±20 % at width 32.
    #expect(abs(factor / 0.236 - 1) < 0.2)
    #expect(codes(record).contains("GS101"))
  }

  @Test("3: NaN compared with a threshold is false: tools that do so call a NaN run healthy")
  func mistake3ADivergedRunIsNotHealthy() throws {
    let record = try TestData.run("relu-he", depth: 3, steps: 20) { $0.learningRate = 1e30 }
    #expect(!Judgement(record).isHealthy)
    #expect(codes(record).isSuperset(of: ["GS103", "GS401"]))
  }

  @Test("4: an exact zero has two causes: underflow, which float64 has not")
  func mistake4UnderflowIsCalledUnderflow() throws {
    let short = try TestData.run("sigmoid-naive", depth: 30)
    #expect(short.history[0, place: 0].deltaRMS == 0)
    #expect(codes(short).contains("GS104"))
    #expect(!codes(short).contains("GS204"))
    let long = try TestData.run("sigmoid-naive", depth: 30) { $0.precision = "float64" }
    #expect(long.history[0, place: 0].deltaRMS > 0)
    #expect(!codes(long).contains("GS104"))
  }

  @Test("5, 6: zeros are not death, and silent units exist at step 0 in healthy nets")
  func mistake5And6AHeNetworkHasZerosAndSomeSilentUnitsAndIsNotDead() throws {
    let record = try TestData.run("relu-he", steps: 20)
    #expect(record.history[0, place: 4].zeroFraction > 0.3)
    #expect(codes(record).isDisjoint(with: ["GS202", "GS204"]))
  }

  @Test("7: a <= 0.05 counts every negative tanh; half of a healthy one's are")
  func mistake7HalfOfATanhIsNegativeAndNotZero() throws {
    let record = try TestData.run("tanh-xavier", depth: 5, steps: 3)
    let sample = try #require(record.samples.samples.first).places[2].activations
    let negative = Double(sample.negative.reduce(0, +)) / Double(sample.count)
    #expect(negative > 0.4 && negative < 0.6)
    #expect(record.history[0, place: 2].zeroFraction == 0)
    #expect(codes(record).isDisjoint(with: ["GS202", "GS203", "GS204"]))
  }

  @Test("8: saturated means a derivative below 5 % of its maximum, low and high side apart")
  func mistake8SaturationOfLargeWeightsIsOnBothSides() throws {
    let record = try TestData.run("tanh-normal:2", depth: 4, steps: 3)
    let layer = record.history[0, place: 2]
    #expect(layer.saturatedLowFraction > 0.2 && layer.saturatedHighFraction > 0.2)
    let finding = try #require(Judgement(record).findings.first { $0.code == "GS201" })
    #expect(finding.causedBy == "GS301")
  }

  @Test("9: what is not finite is in the histograms, too")
  func mistake9TheHistogramsOfADivergedRunHaveItsNaNs() throws {
    let record = try TestData.run("relu-he", depth: 3, steps: 20) { $0.learningRate = 1e30 }
    let last = try #require(record.samples.samples.last)
    #expect(last.places.contains { $0.activations.nonFinite > 0 })
    for place in last.places.dropLast() { #expect(place.activations.count == 32 * 32) }
  }

  @Test("10: findings that occur together are all reported, consequence after cause")
  func mistake10TheFlatLossStandsBesideTheVanishedSignal() throws {
    let record = try TestData.run("sigmoid-naive", steps: 120)
    let judgement = Judgement(record)
    #expect(judgement.verdict == "vanishing-gradient")
    #expect(codes(record).isSuperset(of: ["GS101", "GS301", "GS402"]))
    let loss = try #require(judgement.findings.first { $0.code == "GS402" })
    #expect(loss.causedBy == "GS101")
  }

  @Test("11, 12: growth over depth is visible at step 0, in a residual net without a scale too")
  func mistake11And12UnscaledResidualHeExplodesAtStepZero() throws {
    let unscaled = try TestData.run("residual-he") { $0.residualScale = 1 }
    let growth = unscaled.history[0, place: 0].deltaRMS / unscaled.history[0, place: 9].deltaRMS
    // Nine blocks of √2 each: 22.6, within the spread of one draw at width 32.
    #expect(growth > 10 && growth < 50)
    #expect(codes(unscaled).contains("GS102"))
    let scaled = try TestData.run("residual-he")
    #expect(!codes(scaled).contains("GS102"))
  }
}
