import Testing

@testable import Charts

@Suite struct LinearScaleTests {
  @Test func placesValuesInProportion() {
    let scale = LinearScale(from: 0, to: 4, range: (400, 0))
    #expect(scale.position(of: 0) == 400)
    #expect(scale.position(of: 1) == 300)
    #expect(scale.position(of: 4) == 0)
  }

  @Test func ticksAreRoundAndAtMostAsManyAsAskedFor() {
    #expect(LinearScale(from: 0, to: 4).ticks(5) == [0, 1, 2, 3, 4])
    #expect(LinearScale(from: 0, to: 500).ticks(6) == [0, 100, 200, 300, 400, 500])
    #expect(LinearScale(from: -1, to: 1).ticks(5) == [-1, -0.5, 0, 0.5, 1])
    for count in 1...12 {
      for upper in [0.3, 1, 7.7, 99, 1234.5] {
        let ticks = LinearScale(from: 0.1, to: upper).ticks(count)
        #expect(ticks.count <= count)
        #expect(ticks.allSatisfy { $0 >= 0.1 - 1e-9 && $0 <= upper + 1e-9 })
      }
    }
    #expect(LinearScale(from: 0, to: 1).ticks(0).isEmpty)
  }

  @Test func labelsHaveNoFloatNoiseAndTheSameDecimals() {
    #expect(LinearScale(from: 0, to: 1).label(0.1 + 0.2) == "0.3")
    let scale = LinearScale(from: 0, to: 1.5)
    #expect(scale.labels(scale.ticks(4)) == ["0.0", "0.5", "1.0", "1.5"])
    #expect(LinearScale(from: -2, to: 0).label(-1.5) == "\u{2212}1.5")
  }

  @Test(arguments: [
    (Double.nan, 1.0), (0, .infinity), (-.infinity, .nan), (3, 3), (0, 0), (5, -5),
    (1e308, -1e308), (1, 1 + 1e-16), (.leastNonzeroMagnitude, Double.leastNonzeroMagnitude * 2),
    (1e300, 1e300),
  ])
  func everyDomainIsUsable(lower: Double, upper: Double) throws {
    let scale = LinearScale(from: lower, to: upper, range: (0, 100))
    #expect(scale.domain.lower < scale.domain.upper)
    for value in [scale.domain.lower, scale.domain.upper, 0, 1e308, -1e308] {
      let position = try #require(scale.position(of: value))
      #expect(position.isFinite && abs(position) <= 1100)
    }
    #expect(scale.ticks(7).count <= 7)
    #expect(scale.ticks(7).allSatisfy { $0.isFinite })
  }

  @Test func valuesThatAreNotFiniteHaveNoPlace() {
    let scale = LinearScale(from: 0, to: 1)
    #expect(scale.position(of: .nan) == nil)
    #expect(scale.position(of: .infinity) == nil)
  }

  @Test func fittingRoundsOutwardAndIgnoresWhatIsNotFinite() {
    let scale = LinearScale(fitting: [0.13, .nan, 2.3, .infinity], includingZero: true)
    #expect(scale.domain.lower == 0)
    #expect(scale.domain.upper >= 2.3 && scale.domain.upper <= 3)
    let empty = LinearScale(fitting: [Double.nan])
    #expect(empty.domain.lower == 0 && empty.domain.upper == 1)
  }
}
