import Tensors

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
  /// What a wrong answer costs.
  public let loss: any Loss
  /// How its parameters are updated.
  public let rule: UpdateRule
  /// The rows of each batch.
  public private(set) var sampler: BatchSampler

  /// A loop over these parts.
  ///
  /// - Throws: `TrainingError` where the features do not fit the network's inputs or the loss its
  ///   outputs or the targets, where there are no examples or the sampler draws from more than
  ///   there are, and where a batch could be too small for the normalization.
  public init(
    network: Network<Scalar>, examples: Examples<Scalar>, loss: any Loss, rule: UpdateRule,
    sampler: BatchSampler
  ) throws(TrainingError) {
    guard examples.count > 0 else {
      throw TrainingError("examples: expected at least 1, got none; add examples")
    }
    guard examples.features.columns == network.inputCount else {
      throw TrainingError(
        "layer 1: expected \(network.inputCount) inputs, got examples with "
          + "\(examples.features.columns) features; give the network as many inputs")
    }
    guard sampler.count <= examples.count else {
      throw TrainingError(
        "sampler: expected to draw from at most \(examples.count) examples, got "
          + "\(sampler.count); make it for these examples")
    }
    try examples.targets.check(fit: loss.prediction)
    guard loss.outputCount == network.outputCount else {
      throw TrainingError(
        "layer \(network.denseLayers.count): expected \(loss.outputCount) outputs for the loss "
          + "\(loss.name), got \(network.outputCount); give the network as many outputs")
    }
    guard sampler.smallestBatch >= network.smallestBatch else {
      throw TrainingError(
        "batch norm: expected batches of at least 2 examples, got one of "
          + "\(sampler.smallestBatch), whose variance is 0; choose another batch size, "
          + "leave such a rest out (leavingOutBelow: 2), or take layer norm")
    }
    self.network = network
    self.examples = examples
    self.loss = loss
    self.rule = rule
    self.sampler = sampler
  }

  /// Makes `steps` updates, and one last look after the last of them.
  ///
  /// The observer is called before each update with everything in place, after it, and once more
  /// at the end on a fresh batch. A loss that is not finite ends the run after it was shown.
  /// `shouldStop` is asked at every step and must be cheap.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func run(
    steps: Int, observer: (any TrainingObserver<Scalar>)? = nil,
    shouldStop: (_ step: Int) -> Bool = { _ in false }
  ) -> Ending {
    let steps = max(steps, 0)
    let workspace = Workspace(network, capacity: sampler.largestBatch, for: examples)
    let state = OptimizerState(rule.optimizer, for: network.parameters)
    for step in 0...steps {
      let stop = shouldStop(step)
      let isLast = stop || step == steps
      let isMeasured = observer?.measures(step: step) ?? false
      workspace.isMeasured = isMeasured || observer != nil && isLast
      workspace.load(examples, sampler.next())
      network.forward(workspace, mode: isLast ? .probing : .training)
      let outcome = loss.evaluate(
        workspace.outputs, against: workspace.targets, delta: workspace.outputDelta)
      let diverged = !outcome.loss.isFinite
      if diverged, observer != nil, !workspace.isMeasured {
        // Nobody wanted this step until it went wrong.
        workspace.isMeasured = true
        network.forward(workspace, mode: .repeating)
      }
      network.backward(workspace)
      let factor = rule.reduction.gradientFactor(batch: workspace.input.rows, loss: loss)
      Reduction.scale(network.parameters, by: factor)
      let moment = TrainingMoment(
        step: step, isFinal: isLast || diverged, isClipped: rule.clipping.isActive,
        gradientFactor: factor, network: network, workspace: workspace, outcome: outcome)
      observer?.didBackpropagate(moment)
      if diverged { return .diverged(step: step) }
      if stop { return .interrupted(step: step) }
      if isLast { break }
      let update = UpdateOutcome(
        learningRate: rule.learningRate * rule.schedule.factor(step: step, of: steps),
        clippingFactor: rule.clipping.apply(to: network.parameters))
      state.update(
        network.parameters, with: rule.optimizer, learningRate: update.learningRate,
        weightDecay: rule.weightDecay, measuring: isMeasured)
      observer?.didUpdate(moment, update)
    }
    return .completed
  }
}
