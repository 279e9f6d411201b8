import Networks
import Records
import Tensors

extension Experiment {
  /// Updates that a network has for a few examples, however short or long its run is.
  private static let updates = 1000
  /// So many examples are a few.
  private static let few = 32

  /// The same network with the same rule on a few examples alone, as many as a batch has, 32 at most; nil
  /// where guessing costs nothing there, and where there are not twice as many.
  func oneBatch(stop: StopSignal) -> OneBatch? {
    configuration.precision == Double.precisionName
      ? oneBatch(Double.self, stop: stop) : oneBatch(Float.self, stop: stop)
  }

  private func oneBatch<Scalar: RealScalar>(
    _ type: Scalar.Type, stop: StopSignal
  ) -> OneBatch? {
    let all = data.training.exampleCount
    let batch = configuration.batchSize == 0 ? Self.few : configuration.batchSize
    let size = min(batch, Self.few)
    guard size > 1, 2 * size <= all else { return nil }
    // Evenly over the rows, which a file may have sorted.
    let rows = (0..<size).map { $0 * all / size }
    let examples = data.training.examples(at: rows).examples(type)
    let guessing = recipe.loss.lossOfGuessing(
      data.training.examples(at: rows).examples(Double.self).targets)
    let network = self.network(type)
    let sampler = BatchSampler(
      count: size, batchSize: size,
      generator: SeededGenerator(seed: configuration.seed, stream: SeedStream.batches))
    guard guessing > 0,
      var trainer = try? Trainer(
        network: network, examples: examples, loss: recipe.loss, rule: recipe.rule, sampler: sampler
      )
    else { return nil }
    let watcher = Unobserved<Scalar>()
    let ending = trainer.run(steps: Self.updates, observer: watcher) { _ in stop.isRaised }
    if case .interrupted = ending { return nil }
    // A batch norm has its own averages while it trains, and these are what was learned with.
    let loss = network.evaluate(
      examples, by: recipe.loss, in: Workspace(network, capacity: size, for: examples),
      mode: .probing
    ).loss
    let isKnown = if case .completed = ending { loss.isFinite } else { false }
    return OneBatch(
      examples: size, steps: Self.updates, guessing: guessing, loss: isKnown ? loss : nil)
  }
}

/// Nobody looks.
private final class Unobserved<Scalar: RealScalar>: TrainingObserver {
  func measures(step: Int) -> Bool { false }
  func didBackpropagate(_ moment: TrainingMoment<Scalar>) {}
  func didUpdate(_ moment: TrainingMoment<Scalar>, _ update: UpdateOutcome) {}
}
