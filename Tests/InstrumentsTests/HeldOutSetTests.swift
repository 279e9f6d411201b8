import Networks
import Records
import Tensors
import Testing

@testable import Instruments

@Suite struct HeldOutSetTests {
  /// The looks of a run of the program's default size cost at most 2 % of its passes; short ones have 8.
  @Test(arguments: [(1000, 64, 360), (100, 64, 360), (10, 4, 512), (100_000, 64, 512), (3, 1, 9)])
  func looksAreFewAndGrowFartherApart(_ steps: Int, _ batch: Int, _ examples: Int) {
    let looks = HeldOutSet<Float>.schedule(steps: steps, batch: batch, examples: examples)
    #expect(looks.first == 0 && looks.count <= 40)
    #expect(looks.allSatisfy { $0 < steps })
    #expect(zip(looks, looks.dropFirst()).allSatisfy { $0 < $1 })
    if looks.count > 8 {
      #expect(looks.count * examples <= steps * batch * 3 / 50 + examples)
    }
  }

  @Test func withoutStepsOrExamplesThereIsNoLook() {
    #expect(HeldOutSet<Float>.schedule(steps: 0, batch: 4, examples: 9).isEmpty)
    #expect(HeldOutSet<Float>.schedule(steps: 9, batch: 4, examples: 0).isEmpty)
  }

  /// Trains on eight examples, looking at what was held out or not.
  private func record(looking: Bool) throws -> (record: RunRecord, network: Network<Double>) {
    let toy = Toy(activation: Tanh())
    let loss = try #require(CategoricalCrossEntropy(predicting: .classes(3)))
    var facts = RunFacts()
    facts.plannedSteps = 20
    let workspace = Workspace(toy.network, capacity: 4, for: toy.examples)
    let recorder = Recorder(
      RunRecord(
        name: "toy", facts: facts, places: toy.network.places.map { Place($0.facts) },
        chains: [.hiddenLayers(3)]),
      of: toy.network, probe: ProbeSet(toy.examples, of: toy.network),
      heldOut: looking
        ? HeldOutSet(toy.examples, by: loss, in: workspace, steps: 20, batch: 8) : nil)
    var trainer = try Trainer(
      network: toy.network, examples: toy.examples, loss: loss, rule: .descent(0.1),
      sampler: BatchSampler(count: 8, batchSize: 0, generator: SeededGenerator(seed: 1)))
    _ = trainer.run(steps: 20, observer: recorder)
    return (recorder.record, toy.network)
  }

  @Test func lookingLeavesNoTrace() throws {
    let (looked, network) = try record(looking: true)
    let (blind, _) = try record(looking: false)
    #expect(blind.heldOut == nil)
    #expect(looked.curves.loss == blind.curves.loss)
    #expect(looked.history == blind.history)
    let curve = try #require(looked.heldOut)
    #expect(curve.examples == 8 && curve.looks.first?.step == 0 && curve.looks.last?.step == 20)
    // What is looked at here is what is trained on: the loss of a look is that of the full batch.
    for look in curve.looks {
      #expect(abs(look.loss / looked.curves.loss[look.step] - 1) < 1e-12)
      #expect(look.accuracy == looked.curves.accuracy[look.step])
    }
    #expect(network.denseLayers.count == 4)
  }
}
