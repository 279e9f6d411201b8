/// Which μ an optimizer with momentum takes.
enum MomentumRange {
  /// Where nobody sets one.
  static let standard = 0.9

  /// μ, or the standard one for nil; nil outside of 0 ≤ μ < 1, where updates would never end.
  static func valid(_ momentum: Double?) -> Double? {
    let momentum = momentum ?? standard
    return momentum >= 0 && momentum < 1 ? momentum : nil
  }
}
