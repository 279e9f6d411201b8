import Testing

@testable import Calibration

@Suite struct WilsonIntervalTests {
  /// R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in
  /// Medicine 17, 1998, table I, method 3.
  @Test func isThatOfNewcombe() {
    let interval = WilsonInterval(81, of: 263)
    #expect(abs(interval.lower - 0.2553) < 1e-4 && abs(interval.upper - 0.3662) < 1e-4)
  }

  @Test func staysWithinShares() {
    #expect(WilsonInterval(0, of: 20).lower == 0)
    #expect(abs(WilsonInterval(20, of: 20).upper - 1) < 1e-12)
    // The same table: 0 of 20 has the upper end 0.1611.
    #expect(abs(WilsonInterval(0, of: 20).upper - 0.1611) < 1e-4)
  }

  @Test func saysNothingOfNothing() {
    let interval = WilsonInterval(0, of: 0)
    #expect(interval.share == nil && interval.lower == 0 && interval.upper == 1)
  }
}
