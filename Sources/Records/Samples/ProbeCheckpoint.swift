/// What the fixed probe set showed at one step.
///
/// A unit is silent when z ≤ 0 before a ReLU on *every* example of the probe set; zeros on some
/// examples are how a ReLU works. A unit is stuck when φ′(z) is below 5 % of its maximum on every
/// example.
public struct ProbeCheckpoint: Codable, Sendable, Equatable {
  /// Updates made before this look.
  public var step: Int
  /// Silent units of the first places of the record's list, at their indices: of a perceptron, of its
  /// hidden layers; nil where φ cannot go silent.
  public var silentUnits: [Int?]
  /// Which units are silent, in the same order; nil where that was not recorded.
  public var silentMaps: [UnitSet]?
  /// Which units are stuck in saturation; nil where that was not recorded or φ has no saturation.
  public var stuckMaps: [UnitSet]?
  /// How many units of each of these places differ from one another in their weights and bias; nil where that was
  /// not counted. Units that do not differ compute the same, whatever the input.
  public var distinctUnits: [Int?]?
  /// Effective rank of a in each hidden layer: exp of the entropy of its singular values' shares,
  /// between 1 and the smaller of examples and units. nil where that was not recorded.
  public var effectiveRank: [Double]?
  /// Singular values of the input–output Jacobian ∂(outputs)/∂(inputs), largest first, one list an
  /// example; nil where that was not recorded.
  public var jacobianSingularValues: [[Double]]?

  /// A look at a step.
  public init(step: Int, silentUnits: [Int?]) {
    self.step = step
    self.silentUnits = silentUnits
  }
}
