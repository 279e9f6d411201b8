/// The facts about an activation φ that a judgement needs: they are recorded, so that a rule need not
/// know the activation by its name.
public struct ActivationDescription: Codable, Sendable, Hashable {
  /// Such as `relu`.
  public var name: String
  /// The initializer made for it, by its name.
  public var matchingInitializer: String
  /// √(n · Var W) of that initializer in a square layer.
  public var matchingGain: Double
  /// sup |φ′|.
  public var maximumDerivative: Double
  /// Whether φ′ falls below 5 % of its maximum on a side where φ levels off.
  public var saturates: Bool
  /// Whether a unit with z ≤ 0 on every example outputs 0 and passes no gradient.
  public var canGoSilent: Bool

  /// These facts.
  public init(
    name: String, matchingInitializer: String, matchingGain: Double, maximumDerivative: Double,
    saturates: Bool, canGoSilent: Bool
  ) {
    self.name = name
    self.matchingInitializer = matchingInitializer
    self.matchingGain = matchingGain
    self.maximumDerivative = maximumDerivative
    self.saturates = saturates
    self.canGoSilent = canGoSilent
  }
}
