extension Matrix {
  /// ‖A‖_F = √(Σ x²) of the elements in use, summed in Double; NaN or infinite where an element is.
  ///
  /// Squares that leave the range of Double (of float64 elements below 1e-154 or above 1e154) are
  /// taken relative to the largest element.
  public var frobeniusNorm: Double {
    Self.frobeniusNorm(squares: Scalar.squareSum(elements, count: count), of: self)
  }

  /// The norm of a tensor whose Σ x² has been added up.
  public static func frobeniusNorm(squares: Double, of matrix: Matrix) -> Double {
    // Float squares cannot leave the range of Double; of Double's own the summary takes care.
    squares > 1e-280 && squares < .infinity || Scalar.self == Float.self
      ? squares.squareRoot() : TensorSummary(matrix).norm
  }

  /// Elements in use that are NaN or infinite.
  public var nonFiniteCount: Int {
    var found = 0
    for i in 0..<count where !elements[i].isFinite { found += 1 }
    return found
  }
}
