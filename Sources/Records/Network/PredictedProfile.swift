/// What theory expects of a network before its first update, layer by layer.
///
/// Values only: whoever made it says in `limits` where it is no more than a guide.
public struct PredictedProfile: Codable, Sendable, Equatable {
  /// An expected number and how far a draw of the weights may stray from it.
  public struct Band: Codable, Sendable, Hashable {
    /// The lower end.
    public var lower: Double
    /// What a very wide network has.
    public var expected: Double
    /// The upper end.
    public var upper: Double

    /// A band of these numbers.
    public init(lower: Double, expected: Double, upper: Double) {
      self.lower = lower
      self.expected = expected
      self.upper = upper
    }

    /// Whether a measured value is inside. NaN is not.
    public func contains(_ value: Double) -> Bool { value >= lower && value <= upper }
  }

  /// One weight layer.
  public struct Layer: Codable, Sendable, Hashable {
    /// Root mean square of a.
    public var activationRMS: Band
    /// Root mean square of δ.
    public var deltaRMS: Band

    /// A layer's numbers.
    public init(activationRMS: Band, deltaRMS: Band) {
      self.activationRMS = activationRMS
      self.deltaRMS = deltaRMS
    }
  }

  /// The weight layers, from 1 to L + 1.
  public var layers: [Layer]
  /// Why the theory does not apply to this network; empty where it does. Then the numbers are a guide
  /// and nothing is judged by them.
  public var limits: [String]

  /// A profile of these layers.
  public init(layers: [Layer], limits: [String]) {
    self.layers = layers
    self.limits = limits
  }

  /// Whether the numbers can be held against what was measured.
  public var applies: Bool { limits.isEmpty }
}
