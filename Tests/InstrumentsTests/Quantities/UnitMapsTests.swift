import Instruments
import Tensors
import Testing

@Suite struct UnitMapsTests {
  @Test func silentIsAtMostZeroOnEveryExample() {
    let z = Matrix<Float>([
      [-1, -1, 0, 1, -.infinity, -1, .nan],
      [-2, 1e-30, 0, 1, -1, .nan, .nan],
    ])
    #expect(UnitMaps.silent(z).units == [0, 2, 4])
    #expect(UnitMaps.silent(z).unitCount == 7)
  }

  @Test func stuckIsOutsideOnEveryExampleOnEitherSide() {
    let z = Matrix<Double>([
      [-3, 3, 3, 2, .infinity, 3, .nan],
      [-4, 4, -3, 3, -3, .nan, 3],
    ])
    // 2 is the bound itself, where φ′ still is 5 %.
    #expect(UnitMaps.stuck(z, outside: -2...2).units == [0, 1, 2, 4])
  }

  @Test func aSideThatDoesNotLevelOffHoldsNobody() {
    let z = Matrix<Float>([[-3, 1e30, .infinity], [-4, 1e30, .infinity]])
    #expect(UnitMaps.stuck(z, outside: -2 ... .infinity).units == [0])
  }

  @Test func onlyRowsInUseCount() {
    let z = Matrix<Float>([[-1, -1], [-1, 1]])
    #expect(UnitMaps.silent(z).units == [0])
    z.useRows(1)
    #expect(UnitMaps.silent(z).units == [0, 1])
  }

  @Test(arguments: [1, 7, 8, 9, 31, 64, 100])
  func anyWidth(_ width: Int) {
    var generator = SeededGenerator(seed: UInt64(width))
    let z = Matrix<Float>(rows: 3, columns: width)
    for i in 0..<z.count { z.elements[i] = Float(generator.nextNormal()) }
    let expected = (0..<width).filter { unit in (0..<3).allSatisfy { z[$0, unit] <= 0 } }
    #expect(UnitMaps.silent(z).units == expected)
  }
}
