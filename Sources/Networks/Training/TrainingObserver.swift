import Tensors

/// Someone who watches a training run. The network knows no recorder: it calls this.
public protocol TrainingObserver<Scalar>: AnyObject {
  /// The precision of the network that is watched.
  associatedtype Scalar: RealScalar

  /// Whether it wants what the passes and the update of a step can add up as they go: the workspace's
  /// `sums` and the parameters' norms. The last look, and that of a loss which is not finite, have
  /// the sums anyway.
  func measures(step: Int) -> Bool

  /// After the backward pass of a step, before its update: every z, a, δ and gradient is in place.
  func didBackpropagate(_ moment: TrainingMoment<Scalar>)

  /// After the update of a step; `moment` is the one before it, its gradients as they were used:
  /// clipped, where clipping is on.
  func didUpdate(_ moment: TrainingMoment<Scalar>, _ update: UpdateOutcome)
}

extension TrainingObserver {
  /// Every step.
  public func measures(step: Int) -> Bool { true }
}
