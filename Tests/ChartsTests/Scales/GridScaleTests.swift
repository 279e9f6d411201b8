import Charts
import Testing

/// Equal cells for values at any distance.
struct GridScaleTests {
  @Test func everyValueIsInTheMiddleOfItsCell() throws {
    let scale = GridScale(values: [1, 10, 100], range: (0, 300))
    #expect([1, 10, 100].map { scale.position(of: $0) } == [50, 150, 250])
    #expect(scale.domain == (-3.5, 145))
    #expect(scale.position(of: -3.5) == 0 && scale.position(of: 145) == 300)
    #expect(scale.position(of: 5.5) == 100, "linear between two values")
    #expect(scale.position(of: .nan) == nil)
  }

  @Test func oneValueIsOneCell() {
    let scale = GridScale(values: [7], range: (0, 10))
    #expect(scale.position(of: 7) == 5)
    #expect(scale.domain == (6.5, 7.5))
    #expect(scale.ticks(5) == [7])
  }

  @Test func manyValuesHaveRoundTicksFewHaveTheirOwn() {
    let many = GridScale(values: (0...20).map { 1 + 0.1 * Double($0) })
    #expect(many.labels(many.ticks(5)) == ["1", "1.5", "2", "2.5", "3"])
    #expect(GridScale(values: [3, 17, 40]).ticks(5) == [3, 17, 40])
    let wide = GridScale(
      values: (0..<9).map { [1e-4, 1e-3, 1e-2][$0 / 3] * [1, 2, 5][$0 % 3] }, isLogarithmic: true)
    #expect(wide.ticks(4) == [1e-4, 1e-3, 1e-2])
  }

  @Test func uselessValuesAreRepaired() {
    #expect(GridScale(values: []).values == [0])
    #expect(GridScale(values: [2, .nan, 1, 2]).values == [1, 2])
  }
}
