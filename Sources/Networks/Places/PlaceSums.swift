import Tensors

/// What the passes of a measured step have added up over the tensors of one place, while they were
/// in the processor's nearest memory.
public struct PlaceSums: Sendable {
  /// Values in each tensor: batch × units.
  public internal(set) var count = 0
  /// Over z; its zeros are not counted where an activation follows.
  public internal(set) var preactivations = TensorSums()
  /// Over a; where no activation follows, over z.
  public internal(set) var activations = TensorSums()
  /// How many z are where φ is saturated.
  public internal(set) var saturated = TensorTails()
  /// Over δ, pivot 0, without the first sum.
  public internal(set) var deltas = TensorSums()
  /// Σ φ′(z)²; where no activation follows, as many.
  public internal(set) var slopeSquares = 0.0

  /// Zeros.
  public init() {}

  /// √(mean of φ′(z)²).
  public var derivativeRMS: Double { (slopeSquares / Double(max(count, 1))).squareRoot() }
}
