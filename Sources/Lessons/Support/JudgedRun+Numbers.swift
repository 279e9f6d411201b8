import Records
import Reports

/// What lessons read of a run.
extension JudgedRun {
  /// δ by layer before the first update, RMS over batch and units.
  var firstDeltas: [Double] { profile(.deltaRMS) }

  /// A quantity by layer at the first time point.
  func profile(_ quantity: Quantity) -> [Double] {
    record.history.count > 0 ? evidence.profile(quantity, at: 0) : []
  }

  /// A quantity by layer at the last time point.
  func lastProfile(_ quantity: Quantity) -> [Double] {
    let count = record.history.count
    return count > 0 ? evidence.profile(quantity, at: count - 1) : []
  }

  /// δ of layer 1 as a share of that of the last hidden layer, before the first update; NaN without layers.
  var deltaLeft: Double {
    guard let first = firstDeltas.first, let last = firstDeltas.last else { return .nan }
    return first / last
  }
}
