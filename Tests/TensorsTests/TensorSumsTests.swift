import Tensors
import Testing

/// The vectorized loops against plain ones, for every length around the width of a vector.
@Suite struct TensorSumsTests {
  private func check<Scalar: RealScalar>(_ type: Scalar.Type, _ count: Int) {
    var generator = SeededGenerator(seed: UInt64(count) + 1)
    let values = (0..<count).map { $0 % 5 == 3 ? Scalar(0) : Scalar(generator.nextNormal()) }
    let others = (0..<count).map { _ in Scalar(generator.nextNormal()) }
    func near(_ a: Double, _ b: Double) -> Bool {
      // The same numbers, added up in another order.
      abs(a - b) <= 1e-13 * Double(count + 1)
    }
    let sums = Scalar.sums(values, count: count)
    let pivot = values.first.map { Double($0) } ?? 0
    #expect(sums.pivot == pivot)
    #expect(near(sums.sum, values.reduce(0) { $0 + Double($1) - pivot }))
    #expect(
      near(sums.squares, values.reduce(0) { $0 + (Double($1) - pivot) * (Double($1) - pivot) }))
    #expect(Int(sums.zeros) == values.filter { $0 == 0 }.count)
    let squares = Scalar.squares(values, count: count)
    #expect(near(squares.squares, values.reduce(0) { $0 + Double($1) * Double($1) }))
    #expect(squares.zeros == sums.zeros)
    let tails = Scalar.tails(values, count: count, outside: -1...0.25)
    #expect(Int(tails.low) == values.filter { $0 < -1 }.count)
    #expect(Int(tails.high) == values.filter { $0 > 0.25 }.count)
    let distance = zip(values, others).reduce(0.0) {
      $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
    }
    #expect(near(Scalar.squaredDistance(values, others, count: count), distance))

    let products = Scalar.products(values, others, count: count)
    #expect(near(products.xx, squares.squares))
    #expect(near(products.yy, others.reduce(0) { $0 + Double($1) * Double($1) }))
    #expect(
      near(products.xy, zip(values, others).reduce(0) { $0 + Double($1.0) * Double($1.1) }))

    var plain = values
    var measured = values
    _ = Scalar.descend(
      &plain, gradient: others, count: count, rate: 0.125, decay: 0.5, measuring: false)
    let update = Scalar.descend(
      &measured, gradient: others, count: count, rate: 0.125, decay: 0.5, measuring: true)
    #expect(plain == measured)
    #expect(plain == zip(values, others).map { $0 - 0.125 * ($1 + 0.5 * $0) })
    #expect(near(update.value, squares.squares))
    #expect(near(update.gradient, others.reduce(0) { $0 + Double($1) * Double($1) }))
    #expect(near(update.change, Scalar.squaredDistance(plain, values, count: count)))
  }

  @Test(arguments: Array(0...40) + [1000, 1023])
  func floatsAndDoubles(_ count: Int) {
    check(Float.self, count)
    check(Double.self, count)
  }

  /// The rows of a batch, for widths around that of four vectors.
  @Test(arguments: [1, 3, 16, 31, 64, 65, 130])
  func rowsAreSummedAndFilled(_ width: Int) {
    var generator = SeededGenerator(seed: UInt64(width))
    let x = (0..<(5 * width)).map { _ in Float(generator.nextNormal()) }
    let row = (0..<width).map { _ in Float(generator.nextNormal()) }
    var sums = row
    Float.sumRows(x, rows: 5, columns: width, share: 0.5, into: &sums)
    // In the order of the rows, to the last bit.
    #expect(sums == (0..<width).map { c in (0..<5).reduce(0) { $0 + x[$1 * width + c] } * 0.5 })
    var filled = x
    Float.fillRows(&filled, rows: 5, columns: width, with: row, scale: 2, onto: x)
    #expect(filled == x.indices.map { x[$0] + 2 * row[$0 % width] })
    Float.fillRows(&filled, rows: 5, columns: width, with: row, scale: 2, onto: nil)
    #expect(filled == x.indices.map { 2 * row[$0 % width] })
  }

  /// Sums that start from a value that is not finite show it, whatever the pivot.
  @Test func aValueThatIsNotFiniteIsNeverLost() {
    for special in [Float.nan, .infinity, -.infinity] {
      for place in [0, 7, 39] {
        var values = [Float](repeating: 1, count: 40)
        values[place] = special
        #expect(!Float.sums(values, count: 40).squares.isFinite)
        #expect(!Float.squares(values, count: 40).squares.isFinite)
      }
    }
  }

  @Test func exponentsAreCountedBySign() {
    let counts = ExponentCounts<Float>()
    counts.count(Matrix<Float>([[1, 1.5, -2, 0, -0, .nan, .infinity, 1e-40, 3, -1]]))
    let first = counts.exponents.lowerBound
    #expect(counts.normals(negative: false)[0 - first] == 2)
    #expect(counts.normals(negative: true)[1 - first] == 1)
    #expect(counts.zeros == 2 && counts.nonFinite == 2)
    #expect(counts.subnormalCount == 1)
    // 10⁻⁴⁰ is in [2⁻¹³³, 2⁻¹³²).
    #expect(counts.subnormals(negative: false)[149 - 133] == 1)
  }

  /// Subnormal numbers of every power of two and sign, at the ends of their ranges, among many that
  /// are none.
  @Test func subnormalNumbersAreCountedByPowerOfTwo() {
    var values = [Float](repeating: 1, count: 100) + [0, -0, .leastNormalMagnitude, .nan]
    for k in 0..<23 {
      values += [Float(bitPattern: 1 << k), -Float(bitPattern: (1 << k) | ((1 << k) - 1))]
    }
    let counts = ExponentCounts<Float>()
    counts.count(Matrix([values]))
    #expect(Array(counts.subnormals(negative: false)) == [UInt32](repeating: 1, count: 23))
    #expect(Array(counts.subnormals(negative: true)) == [UInt32](repeating: 1, count: 23))
    #expect(counts.zeros == 2 && counts.subnormalCount == 46 && counts.nonFinite == 1)
    let wide = ExponentCounts<Double>()
    wide.count(Matrix([[5e-324, -1e-310, 2.3e-308, 0, 1]]))
    #expect(wide.subnormalCount == 2 && wide.zeros == 1)
  }
}
