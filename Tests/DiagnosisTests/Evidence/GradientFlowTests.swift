import Records
import Testing

@testable import Diagnosis

/// Who is to blame, and a remedy that the run has not got yet.
struct GradientFlowTests {
  private func finding(_ record: RunRecord, _ code: String = "GS101") throws -> Finding {
    try #require(Judgement(record).findings.first { $0.code == code })
  }

  /// A tanh network whose weights decay to a tenth while δ vanishes.
  private func shrinking(weightDecay: Double) -> RunRecord {
    var record = ExampleRecord.make(finalLoss: 2.3) { step, layer, statistics in
      guard step >= 100, layer <= 10 else { return }
      statistics.weightNorm *= 0.1
      for _ in layer..<10 { statistics.deltaRMS *= 0.1 }
    }
    record.facts.weightDecay = weightDecay
    return record
  }

  @Test func weightsThatShrankAreNotBlamedOnTheirInitialization() throws {
    let decayed = try finding(shrinking(weightDecay: 0.05))
    #expect(decayed.message.contains("shrank to 0.10 of their first size"))
    #expect(decayed.remedy == "Lower the weight decay (it is 0.050).")
    #expect(try finding(shrinking(weightDecay: 0)).remedy.hasPrefix("Lower the learning rate"))
  }

  /// Pooling between convolutions passes less back than the layers do: the product alone is not what was measured.
  @Test func whatStandsBetweenTheLayersIsNamedWhereItIsMuch() throws {
    var record = ExampleRecord.make(activation: "sigmoid", deltaFactor: 0.08, finalLoss: 2.3) {
      _, _, statistics in
      statistics.derivativeRMS = 0.24
      statistics.weightNorm *= 0.8
    }
    record.facts.origin = Origin(program: "mine.py")
    let message = try finding(record).message
    #expect(message.contains("(measured ×0.08"), "\(message)")
    #expect(message.contains("what stands between the layers, such as pooling, makes the rest)"))
    // Of this program nothing stands there.
    record.facts.origin = .gradscope
    #expect(try !finding(record).message.contains("pooling"))
  }

  @Test func theRemedyOfAnExplosionNamesWhatIsMissing() throws {
    var record = ExampleRecord.make(deltaFactor: 2, finalLoss: 0.1)
    record.normalize(by: "batch")
    record.facts.clipNorm = 1
    let remedy = try finding(record, "GS102").remedy
    #expect(remedy.hasPrefix("Add residual connections") && remedy.contains("add layer norm"))
    #expect(remedy.contains("clip the gradient norm lower"))
    #expect(!remedy.contains("initialization"))
  }

  /// tanh with weights four times too large: half of the units are saturated, and δ grows all the same.
  @Test func anExplosionIsNotBlamedOnTheDerivative() throws {
    let record = ExampleRecord.make(deltaFactor: 1.5, finalLoss: 2.3) { _, _, statistics in
      statistics.derivativeRMS = 0.38
      statistics.weightNorm *= 4
      statistics.saturatedHighFraction = 0.4
    }
    let message = try finding(record, "GS102").message
    #expect(
      message.contains("the weights are to blame, 4.0 times larger than xavier-normal makes them"),
      "\(message)")
  }

  @Test func theRemedyOfAVanishingResidualNetworkIsNotAResidualConnection() throws {
    var record = ExampleRecord.make(deltaFactor: 0.3, finalLoss: 2.3)
    record.addShortcuts(scale: 1)
    #expect(try finding(record).remedy == "Take relu with he-normal, or add normalization.")
  }

  /// Adam divides by the gradient's size: little of it is no proof before the loss has spoken.
  @Test func anAdaptiveOptimizerIsGivenTime() throws {
    var record = ExampleRecord.make(steps: 60, deltaFactor: 0.1, finalLoss: 2.3)
    #expect(try finding(record).severity == .error)
    record.facts.optimizer = OptimizerFacts(name: "adam", dividesByGradientSize: true)
    #expect(try finding(record).severity == .warning)
  }

  /// A plateau that ends is no explosion.
  @Test func aGradientThatGrowsWhileTheLossStaysHasNotExploded() {
    var record = ExampleRecord.make(finalLoss: 2.25)
    var curves = Curves()
    for (step, loss) in zip(record.curves.steps, record.curves.loss) {
      curves.append(
        step: step, loss: loss, accuracy: 0.1, gradientNorm: step < 150 ? 1e-11 : 1e-3)
    }
    record.curves = curves
    #expect(!Judgement(record).findings.contains { $0.code == "GS102" })
  }

  /// GELU with He, deep: z shrinks toward 0, where φ′ is ½. Smaller weights would make it worse.
  @Test func unitsNearZeroNeedLargerWeights() throws {
    var record = ExampleRecord.make(depth: 20, deltaFactor: 0.7, finalLoss: 2.3) {
      _, _, statistics in
      statistics.derivativeRMS = 0.5
      statistics.weightNorm = 8 * 2.0.squareRoot()
      statistics.preactivationRMS = 0.05
    }
    let gelu = ActivationFacts(
      name: "gelu", matchingInitializer: "he-normal", matchingGain: 2.0.squareRoot(),
      maximumDerivative: 1.129, attainableSlope: 0.675, saturates: false, canGoSilent: false)
    for place in record.chains[0].places { record.places[place].activation = gelu }
    let finding = try finding(record)
    #expect(finding.message.contains("its units are near 0, z RMS 0.050"))
    #expect(
      finding.remedy.hasPrefix(
        "Draw the first weights with variance 2.4 / fan-in, larger weights than he-normal makes"))
  }
}
