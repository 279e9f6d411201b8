/// The facts about an activation φ that a judgement needs: they are recorded, so that a rule need not
/// know the activation by its name.
public struct ActivationFacts: Codable, Sendable, Hashable {
  /// Such as `relu`.
  public var name: String
  /// The initializer made for it, by its name; empty where it is not known.
  public var matchingInitializer: String
  /// √(n · Var W) of that initializer in a square layer; NaN where it is not known, as the two that follow.
  public var matchingGain: Double
  /// sup |φ′|.
  public var maximumDerivative: Double
  /// The larger √E[φ′(z)²] of z near 0 and z ~ N(0, 1): what it passes back at its best.
  public var attainableSlope: Double
  /// Whether φ levels off on both sides, with φ′ below 5 % of its maximum. One that does so on its
  /// low side only is sparse there, like a ReLU, and not stuck. nil where that is not known.
  public var saturates: Bool?
  /// Whether a unit with z ≤ 0 on every example outputs 0 and passes no gradient; nil where that is not
  /// known.
  public var canGoSilent: Bool?

  /// Facts that are all known.
  public init(
    name: String, matchingInitializer: String, matchingGain: Double, maximumDerivative: Double,
    attainableSlope: Double, saturates: Bool?, canGoSilent: Bool?
  ) {
    self.name = name
    self.matchingInitializer = matchingInitializer
    self.matchingGain = matchingGain
    self.maximumDerivative = maximumDerivative
    self.attainableSlope = attainableSlope
    self.saturates = saturates
    self.canGoSilent = canGoSilent
  }
}
