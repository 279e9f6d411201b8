/// The numbers by name: NaN where one was not measured, so that no comparison with it holds. Whoever judges
/// makes sure of what he needs first (`measured`).
extension PlaceStatistics {
  /// `Quantity.deltaRMS`.
  public var deltaRMS: Double {
    get { self[known: .deltaRMS] }
    set { self[known: .deltaRMS] = newValue }
  }
  /// `Quantity.deltaZeroFraction`.
  public var deltaZeroFraction: Double {
    get { self[known: .deltaZeroFraction] }
    set { self[known: .deltaZeroFraction] = newValue }
  }
  /// `Quantity.weightGradientNorm`.
  public var weightGradientNorm: Double {
    get { self[known: .weightGradientNorm] }
    set { self[known: .weightGradientNorm] = newValue }
  }
  /// `Quantity.weightGradientRMS`.
  public var weightGradientRMS: Double {
    get { self[known: .weightGradientRMS] }
    set { self[known: .weightGradientRMS] = newValue }
  }
  /// `Quantity.weightNorm`.
  public var weightNorm: Double {
    get { self[known: .weightNorm] }
    set { self[known: .weightNorm] = newValue }
  }
  /// `Quantity.updateRatio`.
  public var updateRatio: Double {
    get { self[known: .updateRatio] }
    set { self[known: .updateRatio] = newValue }
  }
  /// `Quantity.activationMean`.
  public var activationMean: Double {
    get { self[known: .activationMean] }
    set { self[known: .activationMean] = newValue }
  }
  /// `Quantity.activationStd`.
  public var activationStd: Double {
    get { self[known: .activationStd] }
    set { self[known: .activationStd] = newValue }
  }
  /// `Quantity.activationExampleStd`.
  public var activationExampleStd: Double {
    get { self[known: .activationExampleStd] }
    set { self[known: .activationExampleStd] = newValue }
  }
  /// `Quantity.activationRMS`.
  public var activationRMS: Double {
    get { self[known: .activationRMS] }
    set { self[known: .activationRMS] = newValue }
  }
  /// `Quantity.preactivationMean`.
  public var preactivationMean: Double {
    get { self[known: .preactivationMean] }
    set { self[known: .preactivationMean] = newValue }
  }
  /// `Quantity.preactivationStd`.
  public var preactivationStd: Double {
    get { self[known: .preactivationStd] }
    set { self[known: .preactivationStd] = newValue }
  }
  /// `Quantity.preactivationRMS`.
  public var preactivationRMS: Double {
    get { self[known: .preactivationRMS] }
    set { self[known: .preactivationRMS] = newValue }
  }
  /// `Quantity.derivativeRMS`.
  public var derivativeRMS: Double {
    get { self[known: .derivativeRMS] }
    set { self[known: .derivativeRMS] = newValue }
  }
  /// `Quantity.saturatedLowFraction`.
  public var saturatedLowFraction: Double {
    get { self[known: .saturatedLowFraction] }
    set { self[known: .saturatedLowFraction] = newValue }
  }
  /// `Quantity.saturatedHighFraction`.
  public var saturatedHighFraction: Double {
    get { self[known: .saturatedHighFraction] }
    set { self[known: .saturatedHighFraction] = newValue }
  }
  /// `Quantity.zeroFraction`.
  public var zeroFraction: Double {
    get { self[known: .zeroFraction] }
    set { self[known: .zeroFraction] = newValue }
  }

  /// Share of entries with φ′(z) < 5 % of its maximum, at both ends: low + high, or
  /// `Quantity.saturatedFraction` where the ends were not told apart; NaN where neither was measured.
  public var saturatedFraction: Double {
    self[.saturatedFraction] ?? saturatedLowFraction + saturatedHighFraction
  }

  /// `Quantity.nonFiniteActivations`; 0 where they were not counted.
  public var nonFiniteActivations: Int {
    get { count(.nonFiniteActivations) }
    set { self[known: .nonFiniteActivations] = Double(newValue) }
  }
  /// `Quantity.nonFiniteDeltas`; 0 where they were not counted.
  public var nonFiniteDeltas: Int {
    get { count(.nonFiniteDeltas) }
    set { self[known: .nonFiniteDeltas] = Double(newValue) }
  }
  /// `Quantity.nonFiniteGradients`; 0 where they were not counted.
  public var nonFiniteGradients: Int {
    get { count(.nonFiniteGradients) }
    set { self[known: .nonFiniteGradients] = Double(newValue) }
  }
  /// `Quantity.nonFiniteWeights`; 0 where they were not counted.
  public var nonFiniteWeights: Int {
    get { count(.nonFiniteWeights) }
    set { self[known: .nonFiniteWeights] = Double(newValue) }
  }

  /// Values of any tensor that are NaN or infinite.
  public var nonFinite: Int {
    nonFiniteActivations + nonFiniteDeltas + nonFiniteGradients + nonFiniteWeights
  }

  /// A count; 0 where nobody counted.
  public func count(_ quantity: Quantity) -> Int {
    self[quantity].flatMap { Int(exactly: $0) } ?? 0
  }
}
