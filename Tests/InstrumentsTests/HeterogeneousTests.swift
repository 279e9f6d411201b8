import Instruments
import Networks
import Records
import Tensors
import Testing

/// What is said of a network whose layers differ.
@Suite struct HeterogeneousTests {
  private func record(steps: Int) throws -> RunRecord {
    var generator = SeededGenerator(seed: 8)
    let he = FanScaled.he(.normal)
    let network = Network<Float>(
      inputs: 5,
      hidden: [
        LayerDesign(width: 9, activation: ReLU(), initializer: he, dropout: 0.2),
        LayerDesign(width: 7, activation: Tanh(), initializer: he, norm: .layer),
        LayerDesign(width: 7, activation: Identity(), initializer: he, residualScale: 0.5),
      ], output: LayerDesign(width: 3, initializer: he), using: &generator)
    let rows = (0..<24).map { _ in (0..<5).map { _ in Float(generator.nextNormal()) } }
    let examples = Examples(features: Matrix(rows), labels: (0..<24).map { $0 % 3 })
    let loss = CategoricalCrossEntropy(classes: 3)
    let rule = UpdateRule.descent(0.1)
    let recorder = Recorder(
      "mixed", of: network, on: examples, loss: loss, rule: rule, steps: steps, tier: .deep)
    var trainer = try Trainer(
      network: network, examples: examples, loss: loss, rule: rule,
      sampler: BatchSampler(count: 24, batchSize: 8, generator: SeededGenerator(seed: 2)))
    _ = trainer.run(steps: steps, observer: recorder)
    return recorder.record
  }

  @Test func everyLayerIsMeasuredByItsOwnActivation() throws {
    let record = try record(steps: 10)
    #expect(record.places.map(\.fanOut) == [9, 7, 7, 3])
    #expect(record.places.map(\.parameters) == [54, 84, 56, 24])
    #expect(record.places.map { $0.activation?.name } == ["relu", "tanh", "identity", nil])
    #expect(record.places.map { $0.norm?.name } == [nil, "layer", nil, nil])
    #expect(record.places.map(\.bypass) == [nil, nil, 0.5, nil])
    #expect(record.chains == [.hiddenLayers(3)])
    let first = record.history[0, place: 0]
    // Half of a ReLU's activations are 0; tanh and identity have none.
    #expect(first.zeroFraction > 0.2 && record.history[0, place: 1].zeroFraction == 0)
    #expect(
      record.history[0, place: 2].activationRMS == record.history[0, place: 2].preactivationRMS)
    #expect(
      record.history[0, place: 1].activationRMS < record.history[0, place: 1].preactivationRMS)
    for layer in 1...4 {
      #expect(record.history[0, place: layer - 1].deltaRMS > 0)
      #expect(record.history[0, place: layer - 1].weightGradientNorm > 0)
      #expect(record.history[0, place: layer - 1].updateRatio > 0)
    }
  }

  @Test func onlyWhatCanGoSilentIsCountedSilent() throws {
    let probe = try #require(try record(steps: 3).probes.last)
    #expect(probe.silentUnits.map { $0 != nil } == [true, false, false])
    #expect(probe.silentMaps?.map(\.unitCount) == [9, 7, 7])
    #expect(probe.stuckMaps?.map(\.unitCount) == [9, 7, 7])
    #expect(probe.distinctUnits == [9, 7, 7])
    #expect(probe.effectiveRank?.count == 3)
    #expect(probe.jacobianSingularValues?.allSatisfy { $0.count == 3 } == true)
  }

  @Test func singleExamplesHaveGradientsThroughDropoutAndLayerNorm() throws {
    let sample = try #require(try record(steps: 3).samples.samples.first)
    #expect(sample.places.allSatisfy { ($0.gradientNoise ?? 0) > 0 })
  }
}
