import Instrumentation
import LinearAlgebra
import NeuralNetwork
import TrainingRecords

/// A small network on eight random examples of three classes, trained on the full set.
struct Toy {
  let network: Network<Double>
  let examples: Examples<Double>

  init(
    activation: any Activation, depth: Int = 3, width: Int = 8, gain: Double = 2, copies: Int = 1
  ) {
    var generator = SeededGenerator(seed: 21)
    network = Network(
      inputs: 5, depth: depth, width: width, outputs: 3, activation: activation,
      initializer: FanScaled.fanIn(gain: gain), using: &generator)
    let rows = (0..<8).map { _ in (0..<5).map { _ in generator.nextNormal() } }
    examples = Examples(
      features: Matrix((0..<copies).flatMap { _ in rows }),
      labels: (0..<(8 * copies)).map { $0 % 8 % 3 })
  }

  /// Trains with a recorder and returns its record.
  func record(
    steps: Int, onStep: @escaping (Int, Double) -> Void = { _, _ in }
  ) -> RunRecord {
    var configuration = RunConfiguration()
    configuration.depth = network.depth
    configuration.steps = steps
    let layers = network.layers.enumerated().map { index, layer in
      LayerDescription(
        index: index + 1, fanIn: layer.fanIn, fanOut: layer.fanOut,
        isOutput: index == network.depth)
    }
    let empty = RunRecord(
      name: "toy", configuration: configuration, layers: layers,
      history: RunHistory(layerCount: layers.count), chance: Chance(classCounts: [3, 3, 2]))
    let recorder = Recorder(empty, probe: ProbeSet(examples, of: network), onStep: onStep)
    var trainer = Trainer(
      network: network, examples: examples,
      optimizer: StochasticGradientDescent(learningRate: 0.1),
      sampler: BatchSampler(
        count: examples.count, batchSize: 0, generator: SeededGenerator(seed: 1)))
    _ = trainer.run(steps: steps, observer: recorder)
    return recorder.record
  }
}
