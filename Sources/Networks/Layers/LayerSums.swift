import Tensors

/// What the passes of a measured step have added up over the tensors of one layer, while they were
/// in the processor's nearest memory.
public struct LayerSums: Sendable {
  /// Values in each tensor: batch × units.
  public internal(set) var count = 0
  /// Over z; its zeros are not counted.
  public internal(set) var preactivations = TensorSums()
  /// Over a; of the output layer, which has no activation, over z.
  public internal(set) var activations = TensorSums()
  /// How many z are where φ is saturated.
  public internal(set) var saturated = TensorTails()
  /// Over δ, pivot 0, without the first sum.
  public internal(set) var deltas = TensorSums()
  /// Σ φ′(z)²; of the output layer, which has no activation, as many.
  public internal(set) var slopeSquares = 0.0

  /// Zeros.
  public init() {}

  /// √(mean of φ′(z)²).
  public var derivativeRMS: Double { (slopeSquares / Double(max(count, 1))).squareRoot() }
}
