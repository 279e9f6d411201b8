import LinearAlgebra
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
    let sums = Scalar.sums(values, count: count, pivot: 0.5)
    #expect(near(sums.sum, values.reduce(0) { $0 + Double($1) - 0.5 }))
    #expect(near(sums.squares, values.reduce(0) { $0 + (Double($1) - 0.5) * (Double($1) - 0.5) }))
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

  @Test func exponentsAreCountedBySign() {
    let counts = ExponentCounts<Float>()
    counts.count(Matrix<Float>([[1, 1.5, -2, 0, -0, .nan, .infinity, 1e-40, 3, -1]]))
    let first = counts.exponents.lowerBound
    #expect(counts.normals(negative: false)[0 - first] == 2)
    #expect(counts.normals(negative: true)[1 - first] == 1)
    #expect(counts.zeros == 2 && counts.nonFinite == 2)
    #expect(counts.subnormals == [1e-40])
  }
}
