import Tensors
import Testing

@Suite struct MatrixTests {
  private func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix<Double> {
    var generator = SeededGenerator(seed: seed)
    let matrix = Matrix<Double>(rows: rows, columns: columns)
    for i in 0..<matrix.count { matrix.elements[i] = generator.nextNormal() }
    return matrix
  }

  /// The definition of α·op(A)·op(B) + β·C, entry by entry.
  private func naive(
    _ a: [[Double]], _ b: [[Double]], transposeA: Bool, transposeB: Bool, alpha: Double,
    beta: Double, c: [[Double]]
  ) -> [[Double]] {
    c.indices.map { i in
      c[i].indices.map { j in
        let inner = transposeA ? a.count : a[0].count
        let sum = (0..<inner).reduce(0.0) { sum, k in
          sum + (transposeA ? a[k][i] : a[i][k]) * (transposeB ? b[j][k] : b[k][j])
        }
        return alpha * sum + beta * c[i][j]
      }
    }
  }

  @Test(arguments: [(false, false), (true, false), (false, true), (true, true)])
  func productIsThatOfItsDefinition(_ transposeA: Bool, _ transposeB: Bool) {
    let a = transposeA ? random(5, 7, seed: 1) : random(7, 5, seed: 1)
    let b = transposeB ? random(3, 5, seed: 2) : random(5, 3, seed: 2)
    let c = random(7, 3, seed: 3)
    let expected = naive(
      a.rowArrays, b.rowArrays, transposeA: transposeA, transposeB: transposeB, alpha: 1.5,
      beta: -0.5, c: c.rowArrays)
    c.setProduct(
      a, times: b, transposingLeft: transposeA, transposingRight: transposeB, scale: 1.5,
      keeping: -0.5)
    for (row, values) in expected.enumerated() {
      // Five products of numbers near 1, summed in another order: a few units of 2⁻⁵².
      for (column, value) in values.enumerated() { #expect(abs(c[row, column] - value) < 1e-14) }
    }
  }

  @Test func floatProductIsThatOfDoubleToFloatPrecision() {
    let (a, b) = (random(4, 6, seed: 4), random(6, 5, seed: 5))
    let exact = Matrix<Double>(rows: 4, columns: 5)
    exact.setProduct(a, times: b)
    let short = Matrix<Float>(rows: 4, columns: 5)
    short.setProduct(
      Matrix(a.rowArrays.map { $0.map { Float($0) } }),
      times: Matrix(b.rowArrays.map { $0.map { Float($0) } }))
    // Six products of numbers near 1 in Float: some units of 2⁻²³.
    for i in 0..<exact.count { #expect(abs(Double(short.elements[i]) - exact.elements[i]) < 1e-5) }
  }

  @Test func aSmallerLastBatchLeavesTheOtherRowsAlone() {
    let a = random(6, 4, seed: 6)
    let b = random(4, 3, seed: 7)
    let c = Matrix<Double>(rows: 6, columns: 3)
    c.fill(9)
    a.useRows(2)
    c.useRows(2)
    c.setProduct(a, times: b)
    #expect(c.rows == 2)
    #expect(c.capacity == 6)
    let expected = naive(
      a.rowArrays, b.rowArrays, transposeA: false, transposeB: false, alpha: 1, beta: 0,
      c: [[0, 0, 0], [0, 0, 0]])
    for (row, values) in expected.enumerated() {
      // Four products, summed in another order.
      for (column, value) in values.enumerated() { #expect(abs(c[row, column] - value) < 1e-14) }
    }
    c.useRows(6)
    #expect(c.rowArrays[2...].allSatisfy { $0 == [9, 9, 9] })
  }

  @Test func onlyTheRowsInUseEnterATransposedProduct() {
    let x = Matrix<Double>([[1], [2], [100]])
    x.useRows(2)
    let delta = Matrix<Double>([[10], [20], [.nan]])
    delta.useRows(2)
    let gradient = Matrix<Double>(rows: 1, columns: 1)
    gradient.setProduct(x, times: delta, transposingLeft: true)
    #expect(gradient[0, 0] == 50)
  }

  @Test func formerContentIsForgottenEvenWhenItIsNaN() {
    let c = Matrix<Double>([[.nan]])
    c.setProduct(Matrix([[2]]), times: Matrix([[3]]))
    #expect(c[0, 0] == 6)
  }

  @Test func rowsInUseAreClamped() {
    let matrix = Matrix<Float>(rows: 3, columns: 2)
    matrix.useRows(10)
    #expect(matrix.rows == 3)
    matrix.useRows(-1)
    #expect(matrix.rows == 0)
    #expect(matrix.count == 0)
    #expect(Matrix<Float>(rows: -2, columns: -3).count == 0)
  }

  @Test func shortRowsArePaddedAndLongOnesCut() {
    let matrix = Matrix<Double>([[1, 2], [3], [4, 5, 6]])
    #expect(matrix.rowArrays == [[1, 2], [3, 0], [4, 5]])
  }

  @Test func copyTakesTheRowsInUse() {
    let from = Matrix<Double>([[1, 2], [3, 4]])
    from.useRows(1)
    let to = Matrix<Double>(rows: 2, columns: 2)
    to.copy(from)
    #expect(to.rowArrays == [[1, 2]])
  }
}
