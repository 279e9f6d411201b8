extension Quantity {
  /// ‖∂L/∂W‖_F of the batch-mean loss, before any clipping.
  public static let weightGradientNorm = Quantity(
    slot: 2, "weightGradientNorm", "‖∂L/∂W‖_F of the batch-mean loss, before any clipping",
    cost: "sums within the update; with clipping, one pass over ∂L/∂W")
  /// weightGradientNorm / √(number of weights).
  public static let weightGradientRMS = Quantity(
    slot: 3, "weightGradientRMS", "weightGradientNorm / √(number of weights)",
    cost: "none beside weightGradientNorm")
  /// ‖W‖_F.
  public static let weightNorm = Quantity(
    slot: 4, "weightNorm", "‖W‖_F", cost: "sums within the update")
  /// ‖ΔW‖_F / ‖W‖_F of the update that followed; at the last time point, of the last update made.
  public static let updateRatio = Quantity(
    slot: 5, "updateRatio",
    "‖ΔW‖_F / ‖W‖_F of the update that followed; at the last time point, of the last update made",
    cost: "sums within the update")
  /// Values of the weight gradient that are NaN or infinite.
  public static let nonFiniteGradients = Quantity(
    slot: 18, "nonFiniteGradients", "values of ∂L/∂W that are NaN or infinite", unit: "values",
    merging: .sum, cost: "a pass over ∂L/∂W where its norm is not finite")
  /// Values of W that are NaN or infinite.
  public static let nonFiniteWeights = Quantity(
    slot: 19, "nonFiniteWeights", "values of W that are NaN or infinite", unit: "values",
    merging: .sum, cost: "a pass over W where its norm is not finite")
}
