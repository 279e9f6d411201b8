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

  /// Every number of a layer by its name in camel case, in the order of columns.
  public static let quantities: [(name: String, path: WritableKeyPath<Self, Double> & Sendable)] =
    [
      ("deltaRMS", \.deltaRMS), ("deltaZeroFraction", \.deltaZeroFraction),
      ("weightGradientNorm", \.weightGradientNorm), ("weightGradientRMS", \.weightGradientRMS),
      ("weightNorm", \.weightNorm), ("updateRatio", \.updateRatio),
      ("activationMean", \.activationMean), ("activationStd", \.activationStd),
      ("activationRMS", \.activationRMS), ("preactivationMean", \.preactivationMean),
      ("preactivationStd", \.preactivationStd), ("preactivationRMS", \.preactivationRMS),
      ("derivativeRMS", \.derivativeRMS), ("saturatedLowFraction", \.saturatedLowFraction),
      ("saturatedHighFraction", \.saturatedHighFraction), ("zeroFraction", \.zeroFraction),
    ]

  /// Every count of a layer by its name, in the order of columns.
  public static let counters: [(name: String, path: WritableKeyPath<Self, Int> & Sendable)] = [
    ("nonFiniteActivations", \.nonFiniteActivations), ("nonFiniteDeltas", \.nonFiniteDeltas),
    ("nonFiniteGradients", \.nonFiniteGradients), ("nonFiniteWeights", \.nonFiniteWeights),
  ]
}

extension LayerStatistics {
  /// Makes this the mean over `count` steps of it and `others` steps of `other`; what is counted is
  /// added up.
  mutating func average(_ count: Int, with other: LayerStatistics, _ others: Int) {
    let share = Double(others) / Double(max(count + others, 1))
    // An infinity stays one where a difference would make it NaN.
    combine(other) {
      $0 == $1 || $0.isInfinite && $1.isFinite ? $0 : $0 + ($1 - $0) * share
    } counts: {
      $0 + $1
    }
  }

  /// Makes each number the smaller one of the two.
  mutating func lower(to other: LayerStatistics) {
    combine(other, Extremes.smaller) { min($0, $1) }
  }

  /// Makes each number the larger one of the two.
  mutating func raise(to other: LayerStatistics) {
    combine(other, Extremes.larger) { max($0, $1) }
  }

  @inline(__always)
  private mutating func combine(
    _ other: LayerStatistics, _ numbers: (Double, Double) -> Double, counts: (Int, Int) -> Int
  ) {
    deltaRMS = numbers(deltaRMS, other.deltaRMS)
    deltaZeroFraction = numbers(deltaZeroFraction, other.deltaZeroFraction)
    weightGradientNorm = numbers(weightGradientNorm, other.weightGradientNorm)
    weightGradientRMS = numbers(weightGradientRMS, other.weightGradientRMS)
    weightNorm = numbers(weightNorm, other.weightNorm)
    updateRatio = numbers(updateRatio, other.updateRatio)
    activationMean = numbers(activationMean, other.activationMean)
    activationStd = numbers(activationStd, other.activationStd)
    activationRMS = numbers(activationRMS, other.activationRMS)
    preactivationMean = numbers(preactivationMean, other.preactivationMean)
    preactivationStd = numbers(preactivationStd, other.preactivationStd)
    preactivationRMS = numbers(preactivationRMS, other.preactivationRMS)
    derivativeRMS = numbers(derivativeRMS, other.derivativeRMS)
    saturatedLowFraction = numbers(saturatedLowFraction, other.saturatedLowFraction)
    saturatedHighFraction = numbers(saturatedHighFraction, other.saturatedHighFraction)
    zeroFraction = numbers(zeroFraction, other.zeroFraction)
    nonFiniteActivations = counts(nonFiniteActivations, other.nonFiniteActivations)
    nonFiniteDeltas = counts(nonFiniteDeltas, other.nonFiniteDeltas)
    nonFiniteGradients = counts(nonFiniteGradients, other.nonFiniteGradients)
    nonFiniteWeights = counts(nonFiniteWeights, other.nonFiniteWeights)
  }
}
