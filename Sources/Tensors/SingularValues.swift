#if canImport(Accelerate)
  import Accelerate
#else
  import CBLAS
#endif

/// The singular values σ₁ ≥ σ₂ ≥ … ≥ 0 of a matrix A: the roots of the eigenvalues of AᵀA.
///
/// Computed in Double by LAPACK's divide and conquer, each to about σ₁·2⁻⁵².
///
/// Source: E. Anderson et al., "LAPACK users' guide", SIAM 1999, routine `dgesdd`.
public enum SingularValues {
  /// The min(rows, columns) singular values of the rows in use, or of the first `rows` of them,
  /// largest first.
  ///
  /// All of them are NaN where an entry of the matrix is not finite: LAPACK might not come back
  /// from such a matrix. nil where the iteration does not converge, which is not known to happen.
  public static func of<Scalar: RealScalar>(
    _ matrix: Matrix<Scalar>, rows: Int = .max
  ) -> [Double]? {
    let rows = min(max(rows, 0), matrix.rows)
    let smaller = min(rows, matrix.columns)
    guard smaller > 0 else { return [] }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: rows * matrix.columns) {
      guard let a = $0.baseAddress else { return nil }
      guard copyFinite(matrix, into: a, count: rows * matrix.columns) else {
        return [Double](repeating: .nan, count: smaller)
      }
      return decompose(a, rows: rows, columns: matrix.columns)
    }
  }

  /// Copies `count` elements; false where one of them is not finite.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private static func copyFinite<Scalar: RealScalar>(
    _ matrix: Matrix<Scalar>, into a: UnsafeMutablePointer<Double>, count: Int
  ) -> Bool {
    // x·0 is 0 where x is finite and NaN elsewhere.
    var mark = 0.0
    for i in 0..<count {
      a[i] = Double(matrix.elements[i])
      mark += a[i] * 0
    }
    return mark == 0
  }

  /// The singular values of a row-major matrix, which is overwritten.
  ///
  /// LAPACK takes its columns for rows: the transpose has the same singular values.
  private static func decompose(
    _ a: UnsafeMutablePointer<Double>, rows: Int, columns: Int
  ) -> [Double]? {
    BLASLibrary.prepare()
    let smaller = min(rows, columns)
    // A call with −1 for its length asks how much memory the call itself will need.
    var length = 0.0
    var values = [Double](repeating: 0, count: smaller)
    guard call(a, rows, columns, &values, work: &length, length: -1, integers: nil) == 0 else {
      return nil
    }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: Int(length)) { work in
      withUnsafeTemporaryAllocation(of: BLASInt.self, capacity: 8 * smaller) { integers in
        let failure = call(
          a, rows, columns, &values, work: work.baseAddress, length: BLASInt(length),
          integers: integers.baseAddress)
        return failure == 0 ? values : nil
      }
    }
  }

  /// `dgesdd` for singular values alone; 0, or LAPACK's number for what went wrong.
  private static func call(
    _ a: UnsafeMutablePointer<Double>, _ rows: Int, _ columns: Int,
    _ values: UnsafeMutablePointer<Double>, work: UnsafeMutablePointer<Double>?, length: BLASInt,
    integers: UnsafeMutablePointer<BLASInt>?
  ) -> BLASInt {
    var job = CChar(UInt8(ascii: "N"))
    var m = BLASInt(columns)
    var n = BLASInt(rows)
    var leading = m
    var (noU, noV) = (0.0, 0.0)
    var (leadingU, leadingV) = (BLASInt(1), BLASInt(1))
    var length = length
    var failure = BLASInt(0)
    #if canImport(Accelerate)
      dgesdd_(
        &job, &m, &n, a, &leading, values, &noU, &leadingU, &noV, &leadingV, work, &length,
        integers, &failure)
    #else
      dgesdd_(
        &job, &m, &n, a, &leading, values, &noU, &leadingU, &noV, &leadingV, work, &length,
        integers, &failure, 1)
    #endif
    return failure
  }
}
