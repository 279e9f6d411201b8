import LinearAlgebra

/// The training loop: draw a batch, forward, loss, backward, show it, update.
public struct Trainer<Scalar: RealScalar> {
  /// How a run of the loop came to its end.
  public enum Ending: Sendable, Equatable {
    /// All steps were made.
    case completed
    /// The loss was not finite at this step; nothing after it would mean anything.
    case diverged(step: Int)
    /// Somebody asked to stop; this many updates were made.
    case interrupted(step: Int)
  }

  /// The network to train.
  public let network: Network<Scalar>
  /// What it is trained on.
  public let examples: Examples<Scalar>
  /// How its weights are updated.
  public let optimizer: StochasticGradientDescent
  /// The rows of each batch.
  public var sampler: BatchSampler
  private let loss = SoftmaxCrossEntropy()

  /// A loop over these parts.
  public init(
    network: Network<Scalar>, examples: Examples<Scalar>, optimizer: StochasticGradientDescent,
    sampler: BatchSampler
  ) {
    self.network = network
    self.examples = examples
    self.optimizer = optimizer
    self.sampler = sampler
  }

  /// Makes `steps` updates, and one last look after the last of them.
  ///
  /// The observer is called before each update with everything in place, after it, and once more
  /// at the end on a fresh batch. A loss that is not finite ends the run after it was shown.
  /// `shouldStop` is asked at every step and must be cheap.
  public mutating func run(
    steps: Int, observer: (any TrainingObserver<Scalar>)? = nil,
    shouldStop: (_ step: Int) -> Bool = { _ in false }
  ) -> Ending {
    let workspace = Workspace(network, capacity: sampler.largestBatch)
    for step in 0...max(steps, 0) {
      let stop = shouldStop(step)
      let isFinal = stop || step == steps
      workspace.load(examples, sampler.next())
      network.forward(workspace)
      let outcome = loss.evaluate(
        workspace.logits, labels: workspace.labels,
        delta: workspace.deltas[workspace.deltas.count - 1])
      network.backward(workspace)
      let diverged = !outcome.lossSum.isFinite
      let moment = TrainingMoment(
        step: step, isFinal: isFinal || diverged, network: network, workspace: workspace,
        outcome: outcome)
      observer?.didBackpropagate(moment)
      if diverged { return .diverged(step: step) }
      if stop { return .interrupted(step: step) }
      if isFinal { break }
      optimizer.update(network, measuring: observer != nil)
      observer?.didUpdate(moment)
    }
    return .completed
  }

  /// Loss and accuracy on all of `examples`, in slices that fit `workspace`.
  public static func evaluate(
    _ network: Network<Scalar>, on examples: Examples<Scalar>, in workspace: Workspace<Scalar>
  ) -> SoftmaxCrossEntropy.Outcome {
    var total = SoftmaxCrossEntropy.Outcome()
    var start = 0
    while start < examples.count {
      let end = min(start + workspace.input.capacity, examples.count)
      workspace.load(examples, start..<end)
      network.forward(workspace)
      let part = SoftmaxCrossEntropy().evaluate(
        workspace.logits, labels: workspace.labels, delta: nil)
      total.lossSum += part.lossSum
      total.correct += part.correct
      total.count += part.count
      start = end
    }
    return total
  }
}
