import Networks
import Tensors

/// What batches differ by, so that what they differ by is not taken for the work of the steps.
extension Experiment {
  /// The median change of the loss from batch to batch while the weights stand still.
  func batchSpread<Scalar: RealScalar>(
    _ network: Network<Scalar>, _ training: Examples<Scalar>, _ evaluation: Workspace<Scalar>
  ) -> Double? {
    let size = configuration.batchSize
    guard size > 0, size < training.count else { return nil }
    var sampler = BatchSampler(
      count: training.count, batchSize: size, leavingOutBelow: recipe.smallestBatch,
      generator: SeededGenerator(seed: configuration.seed, stream: SeedStream.spread))
    let workspace =
      size <= evaluation.input.capacity
      ? evaluation : Workspace(network, capacity: size, for: training)
    let losses = (0..<Self.spreadBatches).map { _ in
      workspace.load(training, sampler.next())
      network.forward(workspace, mode: .probing)
      return recipe.loss.evaluate(workspace.outputs, against: workspace.targets, delta: nil).loss
    }
    let changes = zip(losses, losses.dropFirst()).map { ($1 - $0).magnitude }.sorted()
    let median = changes[changes.count / 2]
    return median.isFinite ? median : nil
  }

  /// The median of so many changes is uncertain by a sixth.
  private static let spreadBatches = 33
}
