import Networks
import Tensors
import Testing

@Suite struct SoftmaxTests {
  private func softmax<Scalar: RealScalar>(_ rows: [[Scalar]]) -> [[Scalar]] {
    let shares = Matrix<Scalar>(rows: rows.count, columns: rows.first?.count ?? 0)
    Softmax.apply(Matrix(rows), into: shares)
    return shares.rowArrays
  }

  @Test func aRowOfLogitsBecomesShares() {
    let shares = softmax([[2.0, 1.0, 0.1]])[0]
    let expected = [0.6590011388859679, 0.24243297070471392, 0.09856589040931818]
    // Three exponentials, a sum and a quotient of numbers below 1: some units of 2⁻⁵³.
    for (share, value) in zip(shares, expected) { #expect(abs(share - value) < 1e-15) }
    #expect(abs(shares.reduce(0, +) - 1) < 1e-15)
  }

  @Test func everyRowStandsForItself() {
    #expect(softmax([[1.0, 1], [0, 800], [-900, 0]]) == [[0.5, 0.5], [0, 1], [0, 1]])
  }

  @Test func aConstantAddedToAllLogitsChangesNothing() {
    #expect(softmax([[1.0, 2, 4]]) == softmax([[1025.0, 1026, 1028]]))
  }

  @Test func hugeLogitsDoNotOverflow() {
    #expect(softmax([[1e30, -1e30, Float(0)]]) == [[1, 0, 0]])
    #expect(
      softmax([[-Double.greatestFiniteMagnitude, .greatestFiniteMagnitude]]) == [[0, 1]])
    #expect(softmax([[-Double.infinity, 3, 3]]) == [[0, 0.5, 0.5]])
  }

  @Test(arguments: 0..<3)
  func aNaNSpoilsItsRowOnly(_ place: Int) {
    var rows = [[1.0, 2, 3], [4, 4, 4]]
    rows[0][place] = .nan
    let shares = softmax(rows)
    #expect(shares[0].allSatisfy { $0.isNaN })
    #expect(shares[1].allSatisfy { abs($0 - 1.0 / 3) < 1e-15 })
  }

  @Test func writesOverTheLogitsThemselves() {
    let matrix = Matrix<Double>([[2.0, 1.0, 0.1]])
    Softmax.apply(matrix, into: matrix)
    #expect(matrix.rowArrays == softmax([[2.0, 1.0, 0.1]]))
  }

  @Test func aSmallerBatchUsesFewerRows() {
    let shares = Matrix<Double>(rows: 3, columns: 2)
    Softmax.apply(Matrix([[0.0, 0]]), into: shares)
    #expect(shares.rowArrays == [[0.5, 0.5]])
  }

  @Test func aWrongShapeShows() {
    for wrong in [Matrix<Double>(rows: 1, columns: 3), Matrix<Double>(rows: 2, columns: 2)] {
      Softmax.apply(Matrix([[1, 2], [3, 4], [5, 6]]), into: wrong)
      #expect(wrong.rowArrays.joined().allSatisfy { $0.isNaN })
    }
  }

  @Test func nothingGivesNothing() {
    #expect(softmax([[Double]]()).isEmpty)
    let empty = Matrix<Double>(rows: 2, columns: 0)
    Softmax.apply(empty, into: empty)
    #expect(empty.rows == 2)
  }
}
