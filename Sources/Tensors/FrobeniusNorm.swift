extension Matrix {
  /// ‖A‖_F = √(Σ x²) of the elements in use, summed in Double; NaN or infinite where an element is.
  public var frobeniusNorm: Double { magnitude.norm }

  /// Norm, root mean square and zeros of the elements in use: what a summary says without the mean,
  /// in less time.
  public var magnitude: Magnitude {
    magnitude(from: Scalar.squares(elements, count: count))
  }

  /// The same from sums with pivot 0 that a pass over the elements in use has made.
  public func magnitude(from sums: TensorSums) -> Magnitude {
    // Squares of float64 below 1e-154 or above 1e154 leave the range of Double; the summary takes
    // them relative to the largest element. Those of float32 cannot.
    let isSafe = sums.squares > 1e-280 && sums.squares < .infinity
    let norm =
      isSafe || sums.zeros == count ? sums.squares.squareRoot() : TensorSummary(self).norm
    return Magnitude(
      count: count, zeros: Int(sums.zeros), norm: norm,
      nonFinite: norm.isFinite ? 0 : nonFiniteCount)
  }

  /// Elements in use that are NaN or infinite.
  public var nonFiniteCount: Int {
    var found = 0
    for i in 0..<count where !elements[i].isFinite { found += 1 }
    return found
  }
}

/// How large a tensor's values are.
public struct Magnitude: Sendable, Equatable {
  /// Number of values.
  public let count: Int
  /// Values that are exactly 0.
  public let zeros: Int
  /// √(Σ x²).
  public let norm: Double
  /// Values that are NaN or infinite.
  public let nonFinite: Int

  /// Root of the mean square; 0 for an empty tensor.
  public var rms: Double { count == 0 ? 0 : norm / Double(count).squareRoot() }
  /// Share of exact zeros.
  public var zeroFraction: Double { count == 0 ? 0 : Double(zeros) / Double(count) }
}
