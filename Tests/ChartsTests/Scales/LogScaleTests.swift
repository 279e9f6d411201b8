import Testing

@testable import Charts

@Suite struct LogScaleTests {
  @Test func placesFactorsInProportion() {
    let scale = LogScale(from: 1e-4, to: 1, range: (0, 400))
    #expect(abs((scale.position(of: 1e-3) ?? 0) - 100) < 1e-9)
    #expect(abs((scale.position(of: 1) ?? 0) - 400) < 1e-9)
    #expect(scale.position(of: 0) == nil)
    #expect(scale.position(of: -1) == nil)
    #expect(scale.position(of: .nan) == nil)
  }

  @Test func ticksAreWholeDecadesThinnedAroundOne() {
    let labels = { (lower: Double, upper: Double, count: Int) in
      let scale = LogScale(from: lower, to: upper)
      return scale.labels(scale.ticks(count))
    }
    #expect(labels(1e-3, 1, 5) == ["10⁻³", "10⁻²", "0.1", "1"])
    #expect(labels(1e-14, 1e2, 9).count == 9)
    #expect(
      labels(1e-18, 1e3, 8) == ["10⁻¹⁸", "10⁻¹⁵", "10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "1", "10³"])
    #expect(labels(1e-52, 1, 6) == ["10⁻⁵⁰", "10⁻⁴⁰", "10⁻³⁰", "10⁻²⁰", "10⁻¹⁰", "1"])
  }

  @Test func shortDomainsGetTicksBetweenDecades() {
    let scale = LogScale(from: 0.015, to: 0.3)
    #expect(scale.labels(scale.ticks(6)) == ["0.02", "0.05", "0.1", "0.2"])
    #expect(LogScale(from: 1, to: 1.2).ticks(5).count >= 2)
    #expect(LogScale(from: 2e-6, to: 3e-5).labels([2e-5]) == ["2·10⁻⁵"])
  }

  @Test(arguments: [
    (Double.nan, 1.0), (0, 1), (-1, -2), (1, .infinity), (3, 3), (1, 1e-9),
    (.leastNonzeroMagnitude, 1e308),
    (.leastNonzeroMagnitude, .leastNonzeroMagnitude), (0, 0),
  ])
  func everyDomainIsUsable(lower: Double, upper: Double) throws {
    let scale = LogScale(from: lower, to: upper, range: (0, 100))
    #expect(0 < scale.domain.lower && scale.domain.lower < scale.domain.upper)
    for value in [scale.domain.lower, scale.domain.upper, .leastNonzeroMagnitude, 1e308] {
      let position = try #require(scale.position(of: value))
      #expect(position.isFinite && abs(position) <= 1100)
    }
    for count in 0...12 {
      #expect(scale.ticks(count).count <= count)
      #expect(scale.labels(scale.ticks(count)).allSatisfy { !$0.isEmpty })
    }
  }

  @Test func fittingTakesWholeDecades() {
    let scale = LogScale(fitting: [0, 3e-5, .nan, 0.4, -1])
    #expect(abs(scale.domain.lower / 1e-5 - 1) < 1e-12)
    #expect(abs(scale.domain.upper - 1) < 1e-12)
    #expect(LogScale(fitting: []).domain.lower == 1e-3)
  }
}
