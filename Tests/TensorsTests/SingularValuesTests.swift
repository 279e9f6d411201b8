import Foundation
import Tensors
import Testing

@Suite struct SingularValuesTests {
  /// A matrix with its singular values; `Oracle/make_singular_values.py` says whence.
  struct Case: Decodable, Sendable, CustomStringConvertible {
    let name: String
    let matrix: [[Double]]
    let singularValues: [Double]
    var description: String { name }

    static func load() throws -> [Case] {
      let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Oracle/singular_values.json")
      return try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
    }
  }

  @Test(arguments: try Case.load())
  func agreeWithTheOracle(_ oracle: Case) throws {
    expect(SingularValues.of(Matrix(oracle.matrix)), oracle.singularValues)
  }

  private func expect(
    _ values: [Double]?, _ expected: [Double], at location: SourceLocation = #_sourceLocation
  ) {
    #expect(values?.count == expected.count, sourceLocation: location)
    for (value, expected) in zip(values ?? [], expected) {
      // An SVD's error is some units in the last place of the largest value, whatever the value.
      #expect(abs(value - expected) <= 1e-14 * (values?[0] ?? 0), sourceLocation: location)
    }
  }

  @Test(arguments: try Case.load())
  func aFloatMatrixIsDecomposedInDouble(_ oracle: Case) throws {
    let rounded = Matrix(oracle.matrix.map { $0.map { Float($0) } })
    let values = try #require(SingularValues.of(rounded))
    let wide = try #require(
      SingularValues.of(Matrix(rounded.rowArrays.map { $0.map { Double($0) } })))
    #expect(values == wide)
  }

  @Test func thoseOfADiagonalMatrixAreItsMagnitudesInOrder() {
    let matrix = Matrix<Double>([[-2, 0, 0], [0, 0.25, 0], [0, 0, 3]])
    expect(SingularValues.of(matrix), [3, 2, 0.25])
  }

  @Test func onlyTheRowsInUseOrAskedForCount() {
    let matrix = Matrix<Double>([[3, 0], [0, 2], [100, 100]])
    expect(SingularValues.of(matrix, rows: 2), [3, 2])
    matrix.useRows(1)
    expect(SingularValues.of(matrix), [3])
  }

  @Test func aMatrixWithoutEntriesHasNone() {
    #expect(SingularValues.of(Matrix<Float>(rows: 0, columns: 3)) == [])
    #expect(SingularValues.of(Matrix<Float>(rows: 3, columns: 0)) == [])
    #expect(SingularValues.of(Matrix<Double>([[1, 2]]), rows: -1) == [])
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func whatIsNotFiniteGivesNaN(_ value: Double) throws {
    let values = try #require(SingularValues.of(Matrix([[1, 2, 3], [4, value, 6]])))
    #expect(values.count == 2)
    #expect(values.allSatisfy { $0.isNaN })
  }

  @Test(arguments: [1e-300, 1e300])
  func sizesWhoseSquaresLeaveTheRangeOfDouble(_ unit: Double) throws {
    let values = try #require(SingularValues.of(Matrix([[3 * unit, 0], [0, 2 * unit]])))
    // Scaled up or down and back: one rounding each.
    #expect(abs(values[0] / unit - 3) < 1e-14)
    #expect(abs(values[1] / unit - 2) < 1e-14)
  }
}
