/// What the network made of examples held out, before the update of a step.
public struct HeldOutLook: Codable, Sendable, Equatable {
  /// Updates made before this look.
  public var step: Int
  /// Mean loss; NaN where only an accuracy was given.
  public var loss: Double
  /// Share that was classified correctly; NaN where values are predicted, or only a loss was given.
  public var accuracy: Double

  /// A look at a step.
  public init(step: Int, loss: Double, accuracy: Double = .nan) {
    self.step = step
    self.loss = loss
    self.accuracy = accuracy
  }
}
