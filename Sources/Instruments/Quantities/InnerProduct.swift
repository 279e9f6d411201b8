import Tensors

/// Inner product and norm of vectors of either precision, summed in Double; the norm survives values
/// whose squares leave the range of Double, as the gradients of very deep networks do.
enum InnerProduct {
  /// Σ (xᵢ/u)(yᵢ/v): slower, for vectors far from 1.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func of<Scalar: RealScalar>(
    _ x: UnsafePointer<Scalar>, in u: Double, _ y: UnsafePointer<Scalar>, in v: Double, count: Int
  ) -> Double {
    (0..<count).reduce(0) { $0 + (Double(x[$1]) / u) * (Double(y[$1]) / v) }
  }

  /// √(Σ xᵢ²); NaN or infinite where an entry is.
  static func norm<Scalar: RealScalar>(_ x: UnsafePointer<Scalar>, count: Int) -> Double {
    let square = Scalar.squares(x, count: count).squares
    if isSafe(square) { return square.squareRoot() }
    let largest = largestMagnitude(x, count: count)
    guard largest > 0, largest < .infinity else { return largest }
    return largest * of(x, in: largest, x, in: largest, count: count).squareRoot()
  }

  /// Whether a sum of squares has all its digits: a smaller one may have lost some to underflow.
  static func isSafe(_ square: Double) -> Bool { square > 1e-280 && square < .infinity }

  /// max |xᵢ|; NaN where an entry is.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func largestMagnitude<Scalar: RealScalar>(
    _ x: UnsafePointer<Scalar>, count: Int
  ) -> Double {
    var largest = 0.0
    for i in 0..<count {
      let magnitude = Double(x[i]).magnitude
      if magnitude.isNaN { return .nan }
      largest = Swift.max(largest, magnitude)
    }
    return largest
  }
}
