/// What the fixed probe set showed at one step.
///
/// A unit is silent when z ≤ 0 before a ReLU on *every* example of the probe set; zeros on some
/// examples are how a ReLU works.
public struct ProbeCheckpoint: Codable, Sendable, Equatable {
  /// Updates made before this look.
  public var step: Int
  /// Silent units in hidden layer ℓ, at index ℓ − 1; nil where φ cannot go silent.
  public var silentUnits: [Int?]

  /// A look at a step.
  public init(step: Int, silentUnits: [Int?]) {
    self.step = step
    self.silentUnits = silentUnits
  }
}
