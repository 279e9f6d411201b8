import Testing
import Texts

@Suite struct NumberTextTests {
  static let shorts: [(Double, String)] = [
    (0, "0"), (-0.0, "0"), (.nan, "NaN"), (.infinity, "∞"), (-.infinity, "−∞"), (0.24, "0.24"),
    (96, "96"), (3.4e-10, "3.4·10⁻¹⁰"), (-0.5, "−0.50"), (1, "1.0"), (12345, "1.2·10⁴"),
    (9990, "9990"), (0.9996, "1.0"), (1e-300, "1.0·10⁻³⁰⁰"), (.leastNonzeroMagnitude, "4.9·10⁻³²⁴"),
    (0.01, "0.010"),
  ]

  @Test(arguments: shorts)
  func short(_ value: Double, _ text: String) { #expect(NumberText.short(value) == text) }

  @Test func factorKeepsItsDigitsNearOne() {
    #expect(NumberText.factor(0.24) == "×0.24")
    #expect(NumberText.factor(0.995) == "×0.995")
    #expect(NumberText.factor(1.05) == "×1.05")
    #expect(NumberText.factor(nil) == "–")
    #expect(NumberText.factor(0) == "×0")
  }

  @Test func sharesAndPercents() {
    #expect(NumberText.share(0.96) == "0.96")
    #expect(NumberText.share(nil) == "–")
    #expect(NumberText.share(.nan) == "–")
    #expect(NumberText.percent(0.63) == "63 %")
    #expect(NumberText.percent(5.05e27) == "5.1·10²⁹ %")
    #expect(NumberText.percent(.nan) == "–")
    // What is not all is not 100 %, and what is not nothing not 0 %.
    #expect(
      [0, 0.003, 0.0049, 0.995, 0.9996, 1].map(NumberText.percent) == [
        "0 %", "0.3 %", "0.5 %", "99.5 %", "99.96 %", "100 %",
      ])
    #expect(
      [0, 0.003, 0.995, 0.9972, 1].map { NumberText.share($0) } == [
        "0.00", "0.003", "0.995", "0.997", "1.00",
      ])
    #expect(NumberText.percent(1 - 1e-9) == "> 99.999 %" && NumberText.percent(1e-9) == "1·10⁻⁷ %")
  }

  @Test func superscriptsAndLayers() {
    #expect(NumberText.superscript(-12) == "⁻¹²")
    #expect(NumberText.superscript(0) == "⁰")
    #expect(NumberText.layers(3...3) == "layer 3")
    #expect(NumberText.layers(3...7) == "layers 3–7")
  }
}
