import Networks
import Records
import Tensors

extension Experiment {
  /// Updates that a network has for one batch, where its run has as many.
  private static let mostSteps = 1000

  /// The same network with the same steps on one batch alone; nil where guessing costs nothing there.
  func oneBatch(stop: StopSignal) -> OneBatch? {
    configuration.precision == Double.precisionName
      ? oneBatch(Double.self, stop: stop) : oneBatch(Float.self, stop: stop)
  }

  private func oneBatch<Scalar: RealScalar>(
    _ type: Scalar.Type, stop: StopSignal
  ) -> OneBatch? {
    let all = data.training.exampleCount
    let size = configuration.batchSize == 0 ? all : min(configuration.batchSize, all)
    guard size > 1, size < all else { return nil }
    // Evenly over the rows, which a file may have sorted.
    let rows = (0..<size).map { $0 * all / size }
    let batch = data.training.examples(at: rows).examples(type)
    let guessing = recipe.loss.lossOfGuessing(
      data.training.examples(at: rows).examples(Double.self).targets)
    let network = self.network(type)
    let steps = min(configuration.steps, Self.mostSteps)
    let sampler = BatchSampler(
      count: size, batchSize: size,
      generator: SeededGenerator(seed: configuration.seed, stream: SeedStream.batches))
    guard guessing > 0,
      var trainer = try? Trainer(
        network: network, examples: batch, loss: recipe.loss, rule: recipe.rule, sampler: sampler)
    else { return nil }
    let watcher = Unobserved<Scalar>()
    let ending = trainer.run(steps: steps, observer: watcher) { _ in stop.isRaised }
    if case .interrupted = ending { return nil }
    // A batch norm has its own averages while it trains, and these are what was learned with.
    let loss = network.evaluate(
      batch, by: recipe.loss, in: Workspace(network, capacity: size, for: batch), mode: .probing
    ).loss
    let isKnown = if case .completed = ending { loss.isFinite } else { false }
    return OneBatch(
      examples: size, steps: steps, guessing: guessing, loss: isKnown ? loss : nil)
  }
}

/// Nobody looks.
private final class Unobserved<Scalar: RealScalar>: TrainingObserver {
  func measures(step: Int) -> Bool { false }
  func didBackpropagate(_ moment: TrainingMoment<Scalar>) {}
  func didUpdate(_ moment: TrainingMoment<Scalar>, _ update: UpdateOutcome) {}
}
