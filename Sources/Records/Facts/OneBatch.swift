/// What the network of a run made of one batch alone: one that cannot learn a few examples by heart is at fault
/// itself, one that can has data, or steps, to blame.
public struct OneBatch: Codable, Sendable, Hashable {
  /// Examples in the batch.
  public var examples: Int
  /// Updates that it had for them.
  public var steps: Int
  /// The loss of guessing on them.
  public var guessing: Double
  /// The loss that it came to; nil where it diverged.
  public var loss: Double?

  /// What a network made of a batch.
  public init(examples: Int, steps: Int, guessing: Double, loss: Double?) {
    self.examples = examples
    self.steps = steps
    self.guessing = guessing
    self.loss = loss
  }

  /// Whether it has learned them by heart: a tenth of the loss of guessing is left, or less; or has not: a half
  /// is, or more. nil between the two, and where these are no numbers of a network.
  public var isLearned: Bool? {
    guard examples > 0, steps > 0, guessing > 0, guessing.isFinite else { return nil }
    guard let loss else { return false }
    return loss <= 0.1 * guessing ? true : loss >= 0.5 * guessing ? false : nil
  }
}
