/// What was measured in one layer at one step, on the step's batch. All in Double.
///
/// The definitions are those of the contract; entries and units are those of the batch.
public struct LayerStatistics: Codable, Sendable, Equatable {
  /// √(mean over batch and units of δ²), δ = ∂(loss of the example)/∂z.
  public var deltaRMS = 0.0
  /// Share of entries of δ that are exactly 0.
  public var deltaZeroFraction = 0.0
  /// ‖∂L/∂W‖_F of the batch-mean loss.
  public var weightGradientNorm = 0.0
  /// weightGradientNorm / √(number of weights).
  public var weightGradientRMS = 0.0
  /// ‖W‖_F.
  public var weightNorm = 0.0
  /// ‖ΔW‖_F / ‖W‖_F of the update that followed; at the last time point, of the last update made.
  public var updateRatio = 0.0
  /// Mean of a.
  public var activationMean = 0.0
  /// Standard deviation of a.
  public var activationStd = 0.0
  /// Root mean square of a.
  public var activationRMS = 0.0
  /// Mean of z.
  public var preactivationMean = 0.0
  /// Standard deviation of z.
  public var preactivationStd = 0.0
  /// Root mean square of z.
  public var preactivationRMS = 0.0
  /// √(mean of φ′(z)²): the activation's share of the factor by which δ changes here.
  public var derivativeRMS = 0.0
  /// Share of entries with φ′(z) < 5 % of its maximum at the low end; 0 where φ does not saturate.
  public var saturatedLowFraction = 0.0
  /// The same at the high end.
  public var saturatedHighFraction = 0.0
  /// Share of exact zeros in a.
  public var zeroFraction = 0.0
  /// Values of a or z that are NaN or infinite.
  public var nonFiniteActivations = 0
  /// Values of δ that are NaN or infinite.
  public var nonFiniteDeltas = 0
  /// Values of the weight gradient that are NaN or infinite.
  public var nonFiniteGradients = 0
  /// Values of W that are NaN or infinite.
  public var nonFiniteWeights = 0

  /// Zeros.
  public init() {}

  /// Share of entries with φ′(z) < 5 % of its maximum.
  public var saturatedFraction: Double { saturatedLowFraction + saturatedHighFraction }

  /// Values of any tensor that are NaN or infinite.
  public var nonFinite: Int {
    nonFiniteActivations + nonFiniteDeltas + nonFiniteGradients + nonFiniteWeights
  }
}
