import Tensors

/// What an observer is shown at a step.
public struct TrainingMoment<Scalar: RealScalar> {
  /// Number of updates made so far.
  public let step: Int
  /// Whether this is the last look, after the last update.
  public let isFinal: Bool
  /// Whether the gradients will be clipped before the update.
  public let isClipped: Bool
  /// The parameters' gradients in units of those of the batch-mean loss: 1, and more where the sum of
  /// a batch is made smaller.
  public let gradientFactor: Double
  /// The network.
  public let network: Network<Scalar>
  /// z, a and δ of the step's batch.
  public let workspace: Workspace<Scalar>
  /// Loss and hits on the step's batch.
  public let outcome: LossOutcome
}
