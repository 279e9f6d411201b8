import Benchmark
import Datasets
import Experiments
import Instruments
import Networks
import Records
import Tensors

/// A thousand training steps of depth 10, width 64, batch 64, without and with a recorder.
func addStepBenchmarks() {
  for activation in ["relu", "tanh"] {
    for tier in [nil, RecordingTier.scalars, .full, .deep] {
      Benchmark(
        "1,000 steps, \(activation), \(tier.map { "recorded: \($0.rawValue)" } ?? "bare")",
        configuration: .init(scalingFactor: .one)
      ) { benchmark in
        try train(activation, tier, benchmark)
      }
    }
  }
}

private func train(
  _ activation: String, _ tier: RecordingTier?, _ benchmark: Benchmark
) throws {
  let digits = try Digits.load()
  let examples = try Standardizer(fitting: digits).apply(to: digits).examples(Float.self)
  let loss = CategoricalCrossEntropy(classes: 10)
  let rule = UpdateRule.descent(0.05)
  var generator = SeededGenerator(seed: 1)
  let network = Network<Float>(
    inputs: 64, depth: 10, width: 64, outputs: 10,
    activation: ActivationCatalog.named(activation) ?? ReLU(),
    initializer: FanScaled.he(.normal), using: &generator)
  let recorder = tier.map {
    Recorder(
      "bench", of: network, on: examples, loss: loss, rule: rule, steps: 1000, tier: $0)
  }
  var trainer = try Trainer(
    network: network, examples: examples, loss: loss, rule: rule,
    sampler: BatchSampler(
      count: examples.count, batchSize: 64, generator: SeededGenerator(seed: 2)))
  benchmark.startMeasurement()
  _ = trainer.run(steps: 1000, observer: recorder)
  benchmark.stopMeasurement()
}
