import Datasets
import Experiments
import Foundation
import Instruments
import Networks
import Records
import Tensors

/// Trains the same network with and without a recorder, in turns.
struct CostBenchmark {
  let width: Int
  private nonisolated(unsafe) let examples: Examples<Float>
  private let loss: CategoricalCrossEntropy

  init(width: Int) throws {
    self.width = width
    let digits = try Digits.load()
    examples = try Standardizer(fitting: digits).apply(to: digits).examples(Float.self)
    loss = CategoricalCrossEntropy(classes: 10)
  }

  /// What is compared: nothing recorded; every scalar at every step; the default.
  private static let variants: [(RecordingTier, Int?)?] = [nil, (.scalars, 1), (.full, nil)]
  private static let steps = 1000

  /// What was measured.
  struct Outcome {
    /// Seconds of each run, by variant.
    let seconds: [[Double]]

    /// A bare training step.
    var bare: String {
      String(format: "%.0f µs", 1e6 * Self.median(seconds[0]) / Double(CostBenchmark.steps))
    }

    /// What a variant costs beside the bare run of its round.
    func cost(_ variant: Int) -> String {
      let costs = zip(seconds[variant], seconds[0]).map { 100 * ($0 / $1 - 1) }
      return String(
        format: "%.1f %% (%.1f … %.1f)", Self.median(costs), costs.min() ?? .nan,
        costs.max() ?? .nan)
    }

    private static func median(_ values: [Double]) -> Double {
      values.sorted()[values.count / 2]
    }
  }

  /// Rounds of one run of each variant, in turns of a twentieth, after one to warm up.
  func compare(rounds: Int) -> Outcome {
    var times = Self.variants.map { _ in [Double]() }
    for round in 0...rounds {
      let measured = Turns.run(Self.variants.count) { turns, variant in
        seconds(recorded: Self.variants[variant], turns: turns, thread: variant)
      }
      guard round > 0 else { continue }
      for (variant, time) in measured.enumerated() { times[variant].append(time) }
    }
    return Outcome(seconds: times)
  }

  /// Processor time of the training loop; the order of the turns is that of the threads.
  private func seconds(
    recorded: (RecordingTier, Int?)?, turns: Turns, thread: Int
  ) -> Double {
    turns.wait(thread)
    var generator = SeededGenerator(seed: 1)
    let network = Network<Float>(
      inputs: 64, depth: 10, width: width, outputs: 10, activation: ReLU(),
      initializer: FanScaled.he(.normal), using: &generator)
    let rule = UpdateRule.descent(0.05)
    let recorder = recorded.map { tier, every in
      Recorder(
        "bench", of: network, on: examples, loss: loss, rule: rule, steps: Self.steps, tier: tier,
        every: every)
    }
    let sampler = BatchSampler(
      count: examples.count, batchSize: 64, generator: SeededGenerator(seed: 2))
    guard
      var trainer = try? Trainer(
        network: network, examples: examples, loss: loss, rule: rule, sampler: sampler)
    else { preconditionFailure("the benchmark's parts do not fit") }
    let start = Self.threadSeconds
    _ = trainer.run(steps: Self.steps, observer: recorder) { step in
      // The last turn ends with the run.
      if step > 0, step % (Self.steps / 20) == 0, step < Self.steps {
        turns.pass(thread)
        turns.wait(thread)
      }
      return false
    }
    let seconds = Self.threadSeconds - start
    turns.pass(thread)
    return seconds
  }

  /// Processor time of this thread: a training step has one thread, and what else a machine does is
  /// not its cost.
  private static var threadSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
