import Diagnosis
import Testing
import TrainingRecords

/// Mistakes of other tools, each as a record on which it would be repeated.
@Suite struct FieldNoteTests {
  private func codes(_ record: RunRecord) -> Set<String> {
    Set(Judgement(record).findings.map(\.code))
  }

  /// ReLU with Xavier at depth 20: δ and activations shrink alike, their product is flat.
  @Test func mistake1AFlatWeightGradientDoesNotHideAShrinkingDelta() throws {
    let record = ExampleRecord.make(
      depth: 20, activation: "relu", deltaFactor: 0.7, finalLoss: 2.3
    ) { _, _, statistics in
      statistics.weightGradientNorm = 1e-3
      statistics.weightGradientRMS = 1e-5
    }
    let finding = try #require(Judgement(record).findings.first { $0.code == "GS101" })
    #expect(finding.severity == .error)
    // The slope of an exact power law, to rounding.
    #expect(abs((finding.evidence["decayPerLayer"] ?? .nan) - 0.7) < 1e-9)
  }

  @Test func mistake2AFactorFourOverEightLayersIsFound() {
    let record = ExampleRecord.make(
      depth: 8, activation: "sigmoid", deltaFactor: 0.25, finalLoss: 2.3)
    #expect(Judgement(record).verdict == "vanishing-gradient")
  }

  @Test func mistake2UniformStarvationIsFound() {
    let record = ExampleRecord.make(finalLoss: 2.3) { _, layer, statistics in
      if layer <= 10 { statistics.deltaRMS = 1e-10 }
    }
    #expect(codes(record).contains("GS101"))
    #expect(!Judgement(record).isHealthy)
  }

  @Test func mistake3NaNIsNeverHealthy() {
    let everywhere = ExampleRecord.make(finalLoss: .nan) { _, _, statistics in
      statistics = .allNaN
    }
    #expect(!Judgement(everywhere).isHealthy)
    #expect(codes(everywhere).isSuperset(of: ["GS103", "GS401"]))
    let hidden = ExampleRecord.make { step, layer, statistics in
      if step == 150, layer == 4 { statistics.nonFiniteGradients = 1 }
    }
    #expect(Judgement(hidden).verdict == "non-finite-values")
  }

  @Test func mistake3TheFirstLayerAndStepOfNaNAreNamed() throws {
    let record = ExampleRecord.make { step, layer, statistics in
      if step == 120, layer >= 7 { statistics.nonFiniteActivations = 64 }
      if step > 120 { statistics = .allNaN }
    }
    let finding = try #require(Judgement(record).findings.first { $0.code == "GS103" })
    #expect(finding.layers == [7, 7])
    #expect(finding.steps.first == 120)
  }

  @Test func mistake5HalfOfAReLUsOutputsAreZeroAndHealthy() {
    let record = ExampleRecord.make(
      activation: "relu", edit: { _, _, statistics in statistics.zeroFraction = 0.6 },
      silent: { _ in 0 })
    #expect(Judgement(record).findings.isEmpty)
  }

  @Test func mistake6BornSilentAndDiedAreTwoFindings() {
    let born = ExampleRecord.make(activation: "relu", silent: { _ in 40 })
    #expect(codes(born).contains("GS203"))
    #expect(!codes(born).contains("GS202"))
    let died = ExampleRecord.make(activation: "relu", silent: { $0 < 100 ? 5 : 50 })
    #expect(codes(died).contains("GS202"))
    #expect(!codes(died).contains("GS203"))
  }

  @Test func mistake8SaturationCountsBothSides() throws {
    let record = ExampleRecord.make { _, layer, statistics in
      if layer == 3 {
        statistics.saturatedLowFraction = 0.3
        statistics.saturatedHighFraction = 0.4
      }
    }
    let finding = try #require(Judgement(record).findings.first { $0.code == "GS201" })
    #expect(finding.layers == [3, 3])
    #expect(finding.evidence["saturatedLowFraction"] == 0.3)
    #expect(finding.evidence["saturatedHighFraction"] == 0.4)
  }

  @Test func mistake10FindingsThatOccurTogetherAreAllReported() {
    let record = ExampleRecord.make(deltaFactor: 0.2, finalLoss: 2.3) { step, layer, statistics in
      statistics.saturatedHighFraction = 0.9
      if step == 199, layer == 2 { statistics.nonFiniteDeltas = 3 }
    }
    #expect(codes(record).isSuperset(of: ["GS101", "GS103", "GS201", "GS402"]))
  }

  @Test func mistake11ExplosionIsVisibleAtStepZero() throws {
    let record = ExampleRecord.make(steps: 0, activation: "relu", deltaFactor: 1.5)
    let finding = try #require(Judgement(record).findings.first { $0.code == "GS102" })
    #expect(finding.steps == [0, 0])
  }

  @Test func findingsAreSortedByGravity() {
    let record = ExampleRecord.make(activation: "sigmoid", deltaFactor: 0.2, finalLoss: 2.3)
    let severities = Judgement(record).findings.map(\.severity)
    #expect(severities == severities.sorted(by: >))
    #expect(Judgement(record).gravest == .error)
  }
}

extension LayerStatistics {
  /// What a layer looks like after a NaN went through everything.
  static var allNaN: LayerStatistics {
    var statistics = LayerStatistics()
    for path: WritableKeyPath<LayerStatistics, Double> in [
      \.deltaRMS, \.weightGradientNorm, \.weightGradientRMS, \.weightNorm, \.updateRatio,
      \.activationMean, \.activationStd, \.activationRMS, \.preactivationMean,
      \.preactivationStd, \.preactivationRMS, \.derivativeRMS,
    ] { statistics[keyPath: path] = .nan }
    statistics.nonFiniteActivations = 1
    statistics.nonFiniteDeltas = 1
    statistics.nonFiniteGradients = 1
    statistics.nonFiniteWeights = 1
    return statistics
  }
}
