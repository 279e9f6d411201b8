import Testing
import Texts

@Suite struct NumberFiguresTests {
  @Test func writesNumbersAsPeopleDo() {
    #expect(NumberText.plain(0.1 + 0.2) == "0.3")
    #expect(NumberText.plain(-4.50) == "\u{2212}4.5")
    #expect(NumberText.plain(9999) == "9999")
    #expect(NumberText.plain(12000) == "12,000")
    #expect(NumberText.plain(1e-7) == "10⁻⁷")
    #expect(NumberText.plain(0.081) == "0.081")
    #expect(NumberText.fixed(2.302585, decimals: 2) == "2.30")
    #expect(NumberText.fixed(-0.001, decimals: 2) == "0.00")
    #expect(NumberText.scientific(2e-5) == "2·10⁻⁵")
    #expect(NumberText.scientific(9.999e-5) == "10⁻⁴")
  }

  @Test(arguments: [
    0, -0.0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, 1.7e308, -1.7e308,
  ])
  func writesEveryDouble(value: Double) {
    #expect(!NumberText.plain(value).isEmpty)
    #expect(!NumberText.fixed(value, decimals: 40).isEmpty)
    #expect(!NumberText.scientific(value, significant: -3).isEmpty)
  }
}
