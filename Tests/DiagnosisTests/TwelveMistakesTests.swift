import Diagnosis
import Records
import Testing

/// Mistakes of other tools, each as a record on which it would be repeated.
@Suite struct TwelveMistakesTests {
  private func codes(_ record: RunRecord) -> Set<String> {
    Set(Judgement(record).findings.map(\.code))
  }

  /// ReLU with Xavier at depth 20: δ and activations shrink alike, their product is flat.
  @Test("1: a rule that looks at weight gradients alone misses a δ that shrinks")
  func mistake1AFlatWeightGradientDoesNotHideAShrinkingDelta() throws {
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

  @Test("2: an absolute threshold misses an 8-layer sigmoid net that loses a factor 4 a layer")
  func mistake2AFactorFourOverEightLayersIsFound() {
    let record = ExampleRecord.make(
      depth: 8, activation: "sigmoid", deltaFactor: 0.25, finalLoss: 2.3)
    #expect(Judgement(record).verdict == "vanishing-gradient")
  }

  @Test("2: a ratio first/last misses uniform failure")
  func mistake2UniformStarvationIsFound() {
    let record = ExampleRecord.make(finalLoss: 2.3) { _, layer, statistics in
      if layer <= 10 { statistics.deltaRMS = 1e-10 }
    }
    #expect(codes(record).contains("GS101"))
    #expect(!Judgement(record).isHealthy)
  }

  @Test("3: NaN compared with a threshold is false: tools that do so call a NaN run healthy")
  func mistake3NaNIsNeverHealthy() {
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

  @Test("3: NaN and Inf are counted, never dropped: the first layer and step are named")
  func mistake3TheFirstLayerAndStepOfNaNAreNamed() throws {
    let record = ExampleRecord.make { step, layer, statistics in
      if step == 120, layer >= 7 { statistics.nonFiniteActivations = 64 }
      if step > 120 { statistics = .allNaN }
    }
    let finding = try #require(Judgement(record).findings.first { $0.code == "GS103" })
    #expect(finding.layers == [7, 7])
    #expect(finding.steps.first == 120)
  }

  @Test("4: an exact zero of δ is the worst layer, not one to skip because log 0 is undefined")
  func mistake4AnExactZeroIsTheWorstLayer() throws {
    let record = ExampleRecord.make(
      depth: 30, activation: "sigmoid", deltaFactor: 0.02, finalLoss: 2.3
    ) { _, _, statistics in
      if statistics.deltaRMS < 1.4e-45 {
        statistics.deltaRMS = 0
        statistics.deltaZeroFraction = 1
      }
    }
    let findings = Judgement(record).findings
    let vanishing = try #require(findings.first { $0.code == "GS101" })
    #expect(vanishing.evidence["deltaFirstOverLast"] == 0 && vanishing.severity == .error)
    let underflow = try #require(findings.first { $0.code == "GS104" })
    #expect(underflow.causedBy == "GS101" && underflow.message.contains("underflow, not silence"))
  }

  @Test("4: the finding must name the right cause: underflow, or a dead layer")
  func mistake4TheZerosBelowADeadLayerAreNoUnderflow() {
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

  @Test("5: zeros are not death: a healthy He ReLU net has about 50 % zeros")
  func mistake5HalfOfAReLUsOutputsAreZeroAndHealthy() {
    let record = ExampleRecord.make(
      activation: "relu", edit: { _, _, statistics in statistics.zeroFraction = 0.6 },
      silent: { _ in 0 })
    #expect(Judgement(record).findings.isEmpty)
  }

  @Test("6: born silent and died during training are two different findings")
  func mistake6BornSilentAndDiedAreTwoFindings() {
    let born = ExampleRecord.make(activation: "relu", silent: { _ in 40 })
    #expect(codes(born).contains("GS203"))
    #expect(!codes(born).contains("GS202"))
    let died = ExampleRecord.make(activation: "relu", silent: { $0 < 100 ? 5 : 50 })
    #expect(codes(died).contains("GS202"))
    #expect(!codes(died).contains("GS203"))
  }

  @Test("7: a <= 0.05 is not near zero: it counts every negative tanh")
  func mistake7NegativeActivationsAreNotNearZero() {
    let record = ExampleRecord.make { _, _, statistics in
      statistics.activationMean = -0.6
      statistics.activationRMS = 0.7
      statistics.activationStd = 0.3
      statistics.preactivationMean = -0.7
    }
    #expect(Judgement(record).findings.isEmpty)
    for code in ["GS202", "GS203", "GS204"] {
      #expect(Judgement(record).notApplicable[code] == "tanh units cannot go silent")
    }
  }

  @Test("8: saturated must mean the derivative, low and high side apart")
  func mistake8SaturationCountsBothSides() throws {
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

  @Test("9: histograms that drop NaN, Inf or out-of-range values hide the explosion")
  func mistake9EveryValueOfAHistogramIsSomewhere() {
    let healthy = MagnitudeHistogram(lowestExponent: -2, negative: [3, 4], positive: [5, 6])
    var exploded = MagnitudeHistogram(lowestExponent: 120, negative: [], positive: [1])
    (exploded.nonFinite, exploded.over, exploded.under, exploded.zeros) = (7, 8, 9, 10)
    #expect(exploded.count == 35)
    let both = healthy + exploded
    #expect(both.count == 53 && both.nonFinite == 7 && both.over == 8 && both.under == 9)
    #expect(both.overflowingFloat16 > 0 && both.lostInFloat16 > 0)
  }

  @Test("10: first symptom wins (elif chains, exit on first hit) loses co-occurring faults")
  func mistake10FindingsThatOccurTogetherAreAllReported() {
    let record = ExampleRecord.make(deltaFactor: 0.2, finalLoss: 2.3) { step, layer, statistics in
      statistics.saturatedHighFraction = 0.9
      if step == 199, layer == 2 { statistics.nonFiniteDeltas = 3 }
    }
    #expect(codes(record).isSuperset(of: ["GS101", "GS103", "GS201", "GS402"]))
  }

  @Test(
    "11: explosion found only when something overflows is too late: growth is visible at step 0")
  func mistake11ExplosionIsVisibleAtStepZero() throws {
    let record = ExampleRecord.make(steps: 0, activation: "relu", deltaFactor: 1.5)
    let finding = try #require(Judgement(record).findings.first { $0.code == "GS102" })
    #expect(finding.steps == [0, 0])
  }

  @Test("12: a plain residual net with unscaled He branches grows by √2 a layer and is exploding")
  func mistake12AResidualConnectionIsNoProofOfHealth() throws {
    func record(_ factor: Double) -> RunRecord {
      var record = ExampleRecord.make(
        activation: "relu", deltaFactor: factor, finalLoss: 2.5, status: .diverged
      ) { _, layer, statistics in
        statistics.preactivationRMS = 1.5
        for _ in 1..<layer { statistics.preactivationRMS *= factor }
      }
      record.addShortcuts(scale: factor > 1.2 ? 1 : 1 / 10.0.squareRoot())
      return record
    }
    let findings = Judgement(record(2.0.squareRoot())).findings
    let exploding = try #require(findings.first { $0.code == "GS102" })
    #expect(exploding.remedy.contains("1/√10"))
    #expect(findings.contains { $0.code == "GS106" })
    #expect(codes(record(1.05)).isDisjoint(with: ["GS102", "GS106"]))
  }

  @Test func findingsAreSortedByGravity() {
    let record = ExampleRecord.make(activation: "sigmoid", deltaFactor: 0.2, finalLoss: 2.3)
    let severities = Judgement(record).findings.map(\.severity)
    #expect(severities == severities.sorted(by: >))
    #expect(Judgement(record).gravest == .error)
  }
}

extension PlaceStatistics {
  /// What a place looks like after a NaN went through everything.
  static var allNaN: PlaceStatistics {
    var statistics = PlaceStatistics()
    let none: [Quantity] = [
      .deltaZeroFraction, .saturatedLowFraction, .saturatedHighFraction, .zeroFraction,
    ]
    for quantity in QuantitySet.everyStep.quantities {
      statistics[quantity] = none.contains(quantity) ? 0 : .nan
    }
    statistics.nonFiniteActivations = 1
    statistics.nonFiniteDeltas = 1
    statistics.nonFiniteGradients = 1
    statistics.nonFiniteWeights = 1
    return statistics
  }
}
