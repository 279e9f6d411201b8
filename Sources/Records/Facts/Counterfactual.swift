/// A run made once more with one thing changed, from the same seed on the same batches, because its own
/// numbers did not say why it learned too little.
public struct Counterfactual: Codable, Sendable, Hashable {
  /// What was changed.
  public enum Change: String, Codable, Sendable, CaseIterable {
    /// Gradients that are not clipped.
    case noClipping
    /// A tenth of the learning rate.
    case lowerRate
    /// Ten times the learning rate.
    case higherRate
    /// No weight decay.
    case noWeightDecay
    /// A constant learning rate.
    case constantRate
    /// ReLU in place of no activation.
    case nonLinearity
    /// Four times the units.
    case moreUnits
    /// Four times the steps.
    case moreSteps
  }

  /// What was changed.
  public var change: Change
  /// The number after it, such as the learning rate; nil where it has none.
  public var value: Double?
  /// The loss that it ended with: of the examples that the reference is of. NaN where it diverged.
  public var loss: Double
  /// Whether it came as far as the reference asks.
  public var suffices: Bool

  /// A run with one thing changed.
  public init(change: Change, value: Double?, loss: Double, suffices: Bool) {
    self.change = change
    self.value = value
    self.loss = loss
    self.suffices = suffices
  }
}
