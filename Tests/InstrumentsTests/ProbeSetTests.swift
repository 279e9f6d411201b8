import Instruments
import Networks
import Records
import Tensors
import Testing

@Suite struct ProbeSetTests {
  private func setting(
    _ activation: any Activation, _ norm: NormalizationKind = .none, count: Int = 20
  ) -> (Network<Float>, Examples<Float>) {
    var generator = SeededGenerator(seed: 3)
    let network = Network<Float>(
      inputs: 4, depth: 3, width: 9, outputs: 2, activation: activation,
      initializer: FanScaled.he(.normal), normalization: norm, using: &generator)
    let rows = (0..<count).map { _ in (0..<4).map { _ in Float(generator.nextNormal()) } }
    return (
      network, Examples(features: Matrix(rows), labels: (0..<count).map { $0 % 2 })
    )
  }

  @Test func aTierRecordsWhatItSays() {
    let (network, examples) = setting(ReLU())
    let probe = ProbeSet(examples, of: network)
    let scalars = probe.look(network, step: 7, tier: .scalars)
    #expect(scalars.step == 7)
    #expect(scalars.silentUnits.count == 3 && !scalars.silentUnits.contains(nil))
    #expect(scalars.silentMaps == nil && scalars.stuckMaps == nil)
    #expect(scalars.effectiveRank == nil && scalars.jacobianSingularValues == nil)

    let full = probe.look(network, step: 7, tier: .full)
    #expect(full.silentUnits == scalars.silentUnits)
    #expect(full.silentMaps?.map(\.count) == full.silentUnits)
    #expect(full.stuckMaps == nil)
    #expect(full.effectiveRank?.count == 3)
    #expect(full.jacobianSingularValues == nil)

    var deep = probe.look(network, step: 7, tier: .deep)
    #expect(deep.jacobianSingularValues?.map(\.count) == [2, 2, 2, 2])
    deep.jacobianSingularValues = nil
    #expect(deep == full)
  }

  @Test func anActivationThatSaturatesHasStuckUnitsAndNoSilentOnes() {
    let (network, examples) = setting(Tanh())
    // Far on one side on every example, whatever the weights bring.
    network.denseLayers[1].bias[0, 4] = 100
    network.denseLayers[1].bias[0, 8] = -100
    let look = ProbeSet(examples, of: network).look(network, step: 0, tier: .full)
    #expect(look.silentUnits == [nil, nil, nil])
    #expect(look.silentMaps == nil)
    #expect(look.stuckMaps?.map(\.units) == [[], [4, 8], []])
  }

  @Test func plantedSilence() {
    let (network, examples) = setting(ReLU())
    // Units that hear nothing but their bias, which makes all but two of them speak.
    for layer in network.denseLayers.dropLast() {
      layer.weights.fill(0)
      layer.bias.fill(1)
    }
    for unit in [0, 5] { network.denseLayers[2].bias[0, unit] = -1 }
    let look = ProbeSet(examples, of: network).look(network, step: 0, tier: .full)
    #expect(look.silentUnits == [0, 0, 2])
    #expect(look.silentMaps?.map(\.units) == [[], [], [0, 5]])
  }

  @Test func activationsThatNearlyAgreeHaveRankNearOne() throws {
    let (network, examples) = setting(ReLU())
    network.denseLayers[0].bias.fill(1e6)
    let look = ProbeSet(examples, of: network).look(network, step: 0, tier: .full)
    let ranks = try #require(look.effectiveRank)
    // Differences of some units beside 10⁶ in every entry.
    #expect(ranks.allSatisfy { $0 > 1 && $0 < 1.001 })
  }

  /// Kills a unit before a step, and lets it speak again before another.
  private final class Switch: TrainingObserver {
    let (unit, off, on) = (2, 5, 9)
    let probe: ProbeSet<Float>
    var looks: [ProbeCheckpoint] = []
    init(_ probe: ProbeSet<Float>) { self.probe = probe }

    func didBackpropagate(_ moment: TrainingMoment<Float>) {
      looks.append(probe.look(moment.network, step: moment.step, tier: .full))
    }
    func didUpdate(_ moment: TrainingMoment<Float>, _ update: UpdateOutcome) {
      let bias = moment.network.denseLayers[1].bias
      if moment.step + 1 == off { bias[0, unit] = -1e6 }
      if moment.step + 1 == on { bias[0, unit] = 1 }
    }
  }

  @Test func aUnitThatDiesInTrainingIsSeenFromThatStepOn() throws {
    let (network, examples) = setting(ReLU())
    network.denseLayers[1].bias.fill(1)
    let loss = try #require(CategoricalCrossEntropy(predicting: .classes(2)))
    var trainer = try Trainer(
      network: network, examples: examples, loss: loss, rule: .descent(0.01),
      sampler: BatchSampler(
        count: examples.count, batchSize: 5, generator: SeededGenerator(seed: 1)))
    let observer = Switch(ProbeSet(examples, of: network))
    _ = trainer.run(steps: 12, observer: observer)
    let silent = try observer.looks.filter { try #require($0.silentMaps)[1][observer.unit] }
    #expect(silent.map(\.step) == [5, 6, 7, 8])
  }

  @Test(arguments: NormalizationKind.allCases)
  func aLookLeavesNoTrace(_ norm: NormalizationKind) throws {
    let (network, examples) = setting(ReLU(), norm)
    try backpropagate(network, examples, 0..<examples.count)
    let (gradients, tensors) = (
      network.parameters.map(\.gradient.rowArrays), network.tensors().map(\.values)
    )
    let look = ProbeSet(examples, of: network).look(network, step: 0, tier: .deep)
    #expect((look.jacobianSingularValues == nil) == (norm == .batch))
    #expect(network.parameters.map(\.gradient.rowArrays) == gradients)
    #expect(network.tensors().map(\.values) == tensors)
  }

  @Test func aFaultyNetworkHasNoSilentUnitsAndNoRank() throws {
    let (network, examples) = setting(ReLU())
    network.denseLayers[1].weights.fill(.nan)
    let look = ProbeSet(examples, of: network).look(network, step: 0, tier: .deep)
    #expect(look.silentUnits[1...] == [0, 0])
    let ranks = try #require(look.effectiveRank)
    #expect(ranks.map(\.isNaN) == [false, true, true])
    #expect(look.jacobianSingularValues?.joined().allSatisfy { $0.isNaN } == true)
  }

  @Test func withoutExamplesNothingIsSaid() {
    let (network, examples) = setting(ReLU())
    let probe = ProbeSet(examples, of: network, limit: -1)
    #expect(probe.count == 0)
    let look = probe.look(network, step: 4, tier: .deep)
    #expect(look == ProbeCheckpoint(step: 4, silentUnits: [nil, nil, nil]))
  }

  @Test func takesTheFirstExamplesUpToTheLimit() {
    let (network, examples) = setting(ReLU(), count: 300)
    #expect(ProbeSet(examples, of: network).count == 256)
    #expect(ProbeSet(examples, of: network, limit: 3).count == 3)
    #expect(ProbeSet(examples, of: network, limit: 1000).count == 300)
  }
}
