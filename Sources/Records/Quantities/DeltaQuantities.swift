extension Quantity {
  /// √(mean over batch and units of δ²), δ = ∂(loss of the example)/∂z.
  public static let deltaRMS = Quantity(
    slot: 0, "deltaRMS", "√(mean over batch and units of δ²), δ = ∂(loss of the example)/∂z",
    cost: "sums over δ while it is made")
  /// Share of entries of δ that are exactly 0.
  public static let deltaZeroFraction = Quantity(
    slot: 1, "deltaZeroFraction", "share of entries of δ that are exactly 0",
    unit: "share of entries", cost: "sums over δ while it is made")
  /// Values of δ that are NaN or infinite.
  public static let nonFiniteDeltas = Quantity(
    slot: 17, "nonFiniteDeltas", "values of δ that are NaN or infinite", unit: "values",
    merging: .sum, cost: "a pass over δ where its sums are not finite")
}
