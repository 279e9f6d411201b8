import Records

/// A format of half-width floating-point numbers, and what of a tensor does not survive it.
enum NumberFormat: String, CaseIterable, Sendable {
  case float16, bfloat16

  /// Below 2^this a number becomes 0: half of the smallest one there is, 2⁻²⁴ and 2⁻¹³³.
  var zeroBelow: Int { self == .float16 ? -25 : -134 }
  /// From 2^this on a number becomes infinite.
  var infiniteFrom: Int { self == .float16 ? 16 : 128 }
  /// Below 2^this a number keeps fewer digits than elsewhere.
  var fewerDigitsBelow: Int { self == .float16 ? -14 : -126 }

  /// Shares of the values not 0 that become 0 and infinite.
  func losses(_ histogram: MagnitudeHistogram) -> (zero: Double, infinite: Double) {
    let count = histogram.nonZeros
    guard count > 0 else { return (0, 0) }
    let small = histogram.count(below: zeroBelow)
    let large = count - histogram.count(below: infiniteFrom)
    return (Double(small) / Double(count), Double(large) / Double(count))
  }
}
