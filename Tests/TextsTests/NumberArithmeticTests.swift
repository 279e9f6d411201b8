import Foundation
import Testing
import Texts

/// Whoever checks the arithmetic of a sentence finds it right, at the digits that are written.
struct NumberArithmeticTests {
  /// `2.4·10⁻⁵` as a number.
  private func value(_ text: Substring) -> Double {
    let parts = text.split(separator: "·")
    guard parts.count == 2 else { return Double(text) ?? .nan }
    let digits = Dictionary(uniqueKeysWithValues: zip("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    let power = String(parts[1].dropFirst(2).compactMap { digits[$0] })
    return (Double(parts[0]) ?? .nan) * pow(10, Double(power) ?? .nan)
  }

  /// 0.23 × 1.0 is not 0.24.
  @Test func aProductIsThatOfTheFactorsAsWritten() {
    #expect(NumberText.product([0.2346, 1.0168]) == "0.235 × 1.02 = 0.24")
    #expect(NumberText.product([0.25, 0.08]) == "0.25 × 0.080 = 0.020")
    #expect(NumberText.product([0, 1.5]) == "0 × 1.5 = 0")
    #expect(NumberText.product([.nan, 1.5]) == "NaN × 1.5 = NaN")
  }

  @Test func everyProductIsRight() {
    var generator = Numbers(seed: 1)
    for _ in 0..<20_000 {
      let text = NumberText.product([generator.next(), generator.next()])
      guard let match = text.wholeMatch(of: /(\S+) × (\S+) ([=≈]) (\S+)/) else {
        Issue.record("\(text)")
        continue
      }
      let product = value(match.1) * value(match.2)
      if match.3 == "=" { #expect(NumberText.short(product) == match.4, "\(text)") }
    }
  }

  @Test func everyRatioIsRight() {
    var generator = Numbers(seed: 2)
    for _ in 0..<20_000 {
      let text = NumberText.ratio(generator.next(), over: generator.next())
      guard !text.ratio.hasPrefix("about") else { continue }
      let ratio = value(text.number[...]) / value(text.other[...])
      #expect(NumberText.short(ratio) == text.ratio, "\(text)")
    }
    let text = NumberText.ratio(1, over: 0.0801)
    #expect(text == ("1.0", "0.080", "13") || text == ("1.00", "0.0801", "12"), "\(text)")
  }

  @Test func sharesAddUpAsWritten() {
    #expect(NumberText.percents([0.284, 0.284]) == ("56.8 %", ["28.4 %", "28.4 %"]))
    #expect(NumberText.percents([0.56, 0]) == ("56 %", ["56 %", "0 %"]))
    #expect(NumberText.percents([.nan, 0]).sum == "–")
  }
}

/// Positive numbers over ten decades.
private struct Numbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return pow(10, 10 * Double(state >> 11) / Double(1 << 53) - 7)
  }
}
