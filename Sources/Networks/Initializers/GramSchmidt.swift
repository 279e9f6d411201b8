import Tensors

/// Q ← the rows of A made orthonormal in their order: A = R·Q with R lower triangular and a positive
/// diagonal. A: [count, length], count ≤ length.
///
/// Classical Gram–Schmidt in blocks of 32 rows, so that nearly all of the work is matrix products,
/// and every block twice: what rounding leaves of the other rows after one pass is gone after the
/// second, down to the rounding of the result.
///
/// Sources: L. Giraud, J. Langou, M. Rozložník, J. van den Eshof, "Rounding error analysis of the
/// classical Gram–Schmidt orthogonalization process", Numerische Mathematik 101, 2005 ("twice is
/// enough"); J. L. Barlow, A. Smoktunowicz, "Reorthogonalized block classical Gram–Schmidt",
/// Numerische Mathematik 123, 2013.
enum GramSchmidt {
  static let blockSize = 32

  /// Makes the rows in use orthonormal. A row that depends on those above it, a row of zeros or one
  /// that is not finite is replaced by a unit vector from outside of their span.
  ///
  /// More rows than columns cannot be orthonormal: the rows beyond become zero.
  static func orthonormalizeRows(of a: Matrix<Double>) {
    let possible = min(a.rows, a.columns)
    var block = 0
    while block < possible {
      let end = min(block + blockSize, possible)
      for _ in 0..<2 {
        let lengths = (block..<end).map { length(a, $0) }
        project(a, block..<end, outOf: 0..<block)
        for row in block..<end {
          normalize(a, row, block: block, originalLength: lengths[row - block])
        }
      }
      block = end
    }
    for i in possible * a.columns..<max(a.count, possible * a.columns) { a.elements[i] = 0 }
  }

  /// Takes from a row its share in the rows of its block above it, and gives it the length 1.
  private static func normalize(
    _ a: Matrix<Double>, _ row: Int, block: Int, originalLength: Double
  ) {
    project(a, row..<row + 1, outOf: block..<row)
    // A remainder of this size is rounding, and has no direction of its own. Written so that a NaN
    // is replaced as well.
    let isIndependent = length(a, row) > 1e-12 * originalLength && originalLength.isFinite
    if !isIndependent { replace(a, row) }
    project(a, row..<row + 1, outOf: block..<row)
    scale(a, row, by: 1 / length(a, row))
  }

  /// Row ← the part of a coordinate vector that is orthogonal to all rows above.
  ///
  /// Of all e_j the one with the least Σ_i Q_ij² is farthest from their span; its remainder has the
  /// squared length 1 − Σ_i Q_ij² ≥ 1 − row/length, which is never 0.
  private static func replace(_ a: Matrix<Double>, _ row: Int) {
    let shares = (0..<a.columns).map { column in
      (0..<row).reduce(0.0) { $0 + a[$1, column] * a[$1, column] }
    }
    let farthest = shares.indices.min { shares[$0] < shares[$1] } ?? 0
    for column in 0..<a.columns { a[row, column] = column == farthest ? 1 : 0 }
    for _ in 0..<2 {
      project(a, row..<row + 1, outOf: 0..<row)
      scale(a, row, by: 1 / length(a, row))
    }
  }

  /// B ← B − (B·Qᵀ)·Q for the rows B and the orthonormal rows Q of one matrix.
  private static func project(
    _ a: Matrix<Double>, _ rows: Range<Int>, outOf basis: Range<Int>
  ) {
    guard !rows.isEmpty, !basis.isEmpty else { return }
    let (n, m, k) = (a.columns, rows.count, basis.count)
    let b = a.elements + rows.lowerBound * n
    let q = a.elements + basis.lowerBound * n
    let shares = Matrix<Double>(rows: m, columns: k)
    Double.multiply(
      transposeA: false, transposeB: true, m: m, n: k, k: n, alpha: 1, a: b, leadingA: n, b: q,
      leadingB: n, beta: 0, c: shares.elements, leadingC: k)
    Double.multiply(
      transposeA: false, transposeB: false, m: m, n: n, k: k, alpha: -1, a: shares.elements,
      leadingA: k, b: q, leadingB: n, beta: 1, c: b, leadingC: n)
  }

  private static func length(_ a: Matrix<Double>, _ row: Int) -> Double {
    let values = a.elements + row * a.columns
    var squares = 0.0
    for c in 0..<a.columns { squares += values[c] * values[c] }
    return squares.squareRoot()
  }

  private static func scale(_ a: Matrix<Double>, _ row: Int, by factor: Double) {
    let values = a.elements + row * a.columns
    for c in 0..<a.columns { values[c] *= factor }
  }
}
