import Instruments
import Networks
import Records
import Tensors
import Testing

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
    steps: Int, tier: RecordingTier = .full, every: Int? = nil, reduction: Reduction = .mean,
    onStep: @escaping (Int, Double) -> Void = { _, _ in }
  ) throws -> RunRecord {
    let loss = try #require(CategoricalCrossEntropy(predicting: .classes(3)))
    var rule = UpdateRule.descent(0.1)
    rule.reduction = reduction
    let recorder = Recorder(
      "toy", of: network, on: examples, loss: loss, rule: rule, steps: steps, tier: tier,
      every: every, onStep: onStep)
    let sampler = BatchSampler(
      count: examples.count, batchSize: 0, generator: SeededGenerator(seed: 1))
    var trainer = try Trainer(
      network: network, examples: examples, loss: loss, rule: rule, sampler: sampler)
    _ = trainer.run(steps: steps, observer: recorder)
    return recorder.record
  }
}
