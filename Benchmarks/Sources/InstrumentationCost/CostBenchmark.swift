import Datasets
import Experiments
import Foundation
import Instrumentation
import LinearAlgebra
import NeuralNetwork
import TrainingRecords

/// Trains the same network with and without a recorder, in turns.
struct CostBenchmark {
  let width: Int
  private let examples: Examples<Float>
  private let loss: CategoricalCrossEntropy

  init(width: Int) throws {
    self.width = width
    let digits = try Digits.load()
    examples = try Standardizer(fitting: digits).apply(to: digits).examples(Float.self)
    loss = CategoricalCrossEntropy(classes: 10)
  }

  /// What was measured.
  struct Outcome {
    let bareSeconds: [Double]
    let ratios: [Double]
    let steps: Int

    var step: String {
      String(format: "%.0f µs", 1e6 * bareSeconds.sorted()[bareSeconds.count / 2] / Double(steps))
    }
    var cost: String {
      let sorted = ratios.sorted().map { 100 * ($0 - 1) }
      return String(
        format: "%.1f %% (%.1f … %.1f)", sorted[sorted.count / 2], sorted[0],
        sorted[sorted.count - 1])
    }
  }

  /// Pairs of runs of `steps` steps, the order within a pair changing, after one pair to warm up.
  func compare(steps: Int, rounds: Int, tier: RecordingTier, every: Int?) -> Outcome {
    var bare: [Double] = []
    var ratios: [Double] = []
    _ = seconds(steps: min(steps, 100), recorded: nil)
    for round in 0..<rounds {
      let first = seconds(steps: steps, recorded: round % 2 == 0 ? nil : (tier, every))
      let second = seconds(steps: steps, recorded: round % 2 == 0 ? (tier, every) : nil)
      let (without, with) = round % 2 == 0 ? (first, second) : (second, first)
      bare.append(without)
      ratios.append(with / without)
    }
    return Outcome(bareSeconds: bare, ratios: ratios, steps: steps)
  }

  private func seconds(steps: Int, recorded: (RecordingTier, Int?)?) -> Double {
    var generator = SeededGenerator(seed: 1)
    let network = Network<Float>(
      inputs: 64, depth: 10, width: width, outputs: 10, activation: ReLU(),
      initializer: FanScaled.he(.normal), using: &generator)
    let rule = UpdateRule.descent(0.05)
    let recorder = recorded.map { tier, every in
      Recorder(
        "bench", of: network, on: examples, loss: loss, rule: rule, steps: steps, tier: tier,
        every: every)
    }
    let sampler = BatchSampler(
      count: examples.count, batchSize: 64, generator: SeededGenerator(seed: 2))
    guard
      var trainer = try? Trainer(
        network: network, examples: examples, loss: loss, rule: rule, sampler: sampler)
    else { preconditionFailure("the benchmark's parts do not fit") }
    let start = Self.threadSeconds
    _ = trainer.run(steps: steps, observer: recorder)
    return Self.threadSeconds - start
  }

  /// Processor time of this thread: a training step has one thread, and what else a machine does is
  /// not its cost.
  private static var threadSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
