import Tensors
import Testing

@testable import Networks

@Suite struct OrthogonalTests {
  private func drawn<Scalar: RealScalar>(
    _ type: Scalar.Type, fanIn: Int, fanOut: Int, gain: Double = 1, seed: UInt64 = 5
  ) -> Matrix<Scalar> {
    let weights = Matrix<Scalar>(rows: fanIn, columns: fanOut)
    var generator = SeededGenerator(seed: seed)
    Orthogonal(gain: gain).fill(weights, using: &generator)
    return weights
  }

  /// max |G − target·I| of the Gram matrix G of the columns where fan-in ≥ fan-out, else the rows.
  private func distanceFromOrthogonal<Scalar: RealScalar>(
    _ weights: Matrix<Scalar>, target: Double
  ) -> Double {
    let w = Matrix(weights.rowArrays.map { $0.map { Double($0) } })
    let size = min(w.rows, w.columns)
    let gram = Matrix<Double>(rows: size, columns: size)
    let isTall = w.rows >= w.columns
    gram.setProduct(w, times: w, transposingLeft: isTall, transposingRight: !isTall)
    var worst = 0.0
    for r in 0..<size {
      for c in 0..<size {
        let distance = (gram[r, c] - (r == c ? target : 0)).magnitude
        // Not max(): a NaN would be passed over.
        if !(distance <= worst) { worst = distance }
      }
    }
    return worst
  }

  static let shapes = [
    (1, 1), (1, 40), (40, 1), (2, 2), (31, 31), (32, 32), (33, 33), (64, 64), (200, 200),
    (97, 40), (40, 97), (64, 10), (10, 64),
  ]

  @Test(arguments: shapes)
  func columnsOrRowsAreOrthonormal(_ fanIn: Int, _ fanOut: Int) {
    for gain in [1, 0.25, 3] {
      let square = gain * gain
      let long = drawn(Double.self, fanIn: fanIn, fanOut: fanOut, gain: gain)
      #expect(distanceFromOrthogonal(long, target: square) < 1e-12 * square)
      let short = drawn(Float.self, fanIn: fanIn, fanOut: fanOut, gain: gain)
      // Every weight is rounded to 2⁻²⁴; errors of either sign do not add up over a row.
      #expect(distanceFromOrthogonal(short, target: square) < 1e-6 * square)
    }
  }

  @Test(arguments: [0, 1, 2, 3, 4, 5, 6, 7] as [UInt64])
  func squareOnesHoldForEverySeed(_ seed: UInt64) {
    // The last rows of a square draw have little room left: where one pass would not do.
    let weights = drawn(Double.self, fanIn: 100, fanOut: 100, seed: seed)
    #expect(distanceFromOrthogonal(weights, target: 1) < 1e-13)
  }

  @Test func gainScalesAndNothingElse() {
    let one = drawn(Double.self, fanIn: 8, fanOut: 5)
    let three = drawn(Double.self, fanIn: 8, fanOut: 5, gain: 3)
    for i in 0..<one.count { #expect(three.elements[i] == 3 * one.elements[i]) }
    let none = drawn(Double.self, fanIn: 8, fanOut: 5, gain: 0)
    #expect(none.rowArrays.joined().allSatisfy { $0 == 0 })
  }

  @Test func varianceIsThatOfTheDraw() {
    for (fanIn, fanOut) in [(300, 200), (200, 300)] {
      let initializer = Orthogonal(gain: 2)
      #expect(initializer.variance(fanIn: fanIn, fanOut: fanOut) == 4.0 / 300)
      let summary = TensorSummary(drawn(Double.self, fanIn: fanIn, fanOut: fanOut, gain: 2))
      // The sum of all squares is gain² · min(fan-in, fan-out) exactly.
      #expect(abs(summary.rms * summary.rms / (4.0 / 300) - 1) < 1e-12)
    }
  }

  /// With R's diagonal positive the distribution is uniform: entries have mean 0 and E[w⁴] = 3/(n² +
  /// 2n). Without the sign convention the diagonal of a small matrix leans to one side.
  @Test func drawsUniformly() {
    let draws = 20_000
    var generator = SeededGenerator(seed: 11)
    let weights = Matrix<Double>(rows: 2, columns: 2)
    var sums = [0.0, 0, 0, 0]
    var fourth = 0.0
    var determinants = 0.0
    for _ in 0..<draws {
      Orthogonal().fill(weights, using: &generator)
      for i in 0..<4 { sums[i] += weights.elements[i] }
      let square = weights[0, 0] * weights[0, 0]
      fourth += square * square
      determinants += weights[0, 0] * weights[1, 1] - weights[0, 1] * weights[1, 0]
    }
    let n = Double(draws)
    // Four standard errors: an entry has the variance ½, a determinant ±1 has 1, w⁴ has 0.133.
    for sum in sums { #expect(abs(sum / n) < 4 * (0.5 / n).squareRoot()) }
    #expect(abs(determinants / n) < 4 * (1 / n).squareRoot())
    #expect(abs(fourth / n - 3.0 / 8) < 4 * (0.133 / n).squareRoot())
  }

  @Test func emptyLayersAreNoError() {
    #expect(drawn(Float.self, fanIn: 0, fanOut: 3).count == 0)
    #expect(drawn(Float.self, fanIn: 3, fanOut: 0).count == 0)
  }

  // MARK: - What a random draw practically never contains

  private func orthonormalized(_ rows: [[Double]]) -> Matrix<Double> {
    let matrix = Matrix(rows)
    GramSchmidt.orthonormalizeRows(of: matrix)
    return matrix
  }

  @Test func keepsTheDirectionOfTheFirstRow() {
    let q = orthonormalized([[3, 4], [1, 0]])
    // R has a positive diagonal: the second row points to the side of (1, 0).
    for (value, expected) in zip(q.rowArrays.joined(), [0.6, 0.8, 0.8, -0.6]) {
      #expect(abs(value - expected) < 1e-15)
    }
  }

  @Test func dependentRowsAreReplaced() {
    let ones = [Double](repeating: 1, count: 3)
    for rows in [
      [ones, ones, ones], [[0, 0, 0], [0, 0, 0], [0, 0, 0]], [[1, 0, 0], [2, 0, 0], [0, 0, 5]],
      [[.nan, 1, 1], [1, 2, 3], [.infinity, 0, 0]],
      [[1e200, 1, 1], [1e-200, 0, 0], [1, 1e-14, 0]],
    ] {
      #expect(distanceFromOrthogonal(orthonormalized(rows), target: 1) < 1e-14)
    }
  }

  @Test func rowsThatDependOnAnEarlierBlockAreReplaced() {
    var generator = SeededGenerator(seed: 21)
    let size = 3 * GramSchmidt.blockSize
    let basis = (0..<size / 2).map { _ in (0..<size).map { _ in generator.nextNormal() } }
    // The second half repeats the first, so that its rank is half its size.
    let q = orthonormalized(basis + basis.reversed())
    #expect(distanceFromOrthogonal(q, target: 1) < 1e-13)
  }

  /// The rounding that is left of such a row lies in the span as well, and must not be scaled up.
  @Test func whatRoundingLeavesIsNoDirection() {
    var generator = SeededGenerator(seed: 22)
    let size = GramSchmidt.blockSize
    let zeros = [Double](repeating: 0, count: size)
    let half = (0..<size).map { _ in (0..<size).map { _ in generator.nextNormal() } + zeros }
    let sum = (0..<2 * size).map { column in half.reduce(0) { $0 + $1[column] } }
    #expect(distanceFromOrthogonal(orthonormalized(half + [sum]), target: 1) < 1e-13)
  }

  @Test func rowsBeyondTheDimensionBecomeZero() {
    let q = orthonormalized([[1, 1], [1, -1], [5, 5]])
    #expect(q.rowArrays[2] == [0, 0])
    q.useRows(2)
    #expect(distanceFromOrthogonal(q, target: 1) < 1e-15)
  }
}
