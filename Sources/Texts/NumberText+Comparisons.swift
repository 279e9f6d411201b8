import Foundation

/// Numbers that are compared with one another, or multiplied: with as many digits as keep what is said of them
/// true.
extension NumberText {
  /// A number and a bound that it is held against: both with as many digits, from two on, as it takes for
  /// the written number to lie on the same side of the written bound: `10.3` and `10.0`, not `10` and `10`.
  public static func compared(
    _ value: Double, with bound: Double
  ) -> (value: String, bound: String) {
    let digits = (2...8).first { digits in
      isTrue(rounded(value, digits: digits), rounded(bound, digits: digits), of: value, bound)
    }
    // What only more digits tell apart is written as it is.
    return (short(value, digits: digits ?? 8), short(bound, digits: digits ?? 8))
  }

  /// A factor f of one of n like steps, from which the whole fⁿ can be told: from 0.1 up to 2 with as many
  /// decimals, from two on, as it takes for the rounding of a factor near 1 to change fⁿ by 5 % at most. ×1.06
  /// over nine steps is ×1.7, ×1.1 would be ×2.4. Others have two digits. Factors over as many steps have as
  /// many decimals.
  public static func factor(_ value: Double?, over steps: Int) -> String {
    guard let value else { return "–" }
    guard !value.isNaN else { return "NaN" }
    return "×" + stepFactor(value, over: steps, more: 0).text
  }

  /// The same of a factor and the bound that it is held against, with so many digits that the one does not
  /// contradict the other.
  public static func factor(
    _ value: Double, over steps: Int, comparedWith bound: Double
  ) -> (value: String, bound: String) {
    func written(_ number: Double, _ more: Int) -> (text: String, number: Double) {
      stepFactor(number, over: steps, more: more)
    }
    let more =
      (0...6).first { more in
        isTrue(written(value, more).number, written(bound, more).number, of: value, bound)
      } ?? 6
    return ("×" + written(value, more).text, "×" + written(bound, more).text)
  }

  /// How f of one of n like steps is written, and the number that is written there.
  private static func stepFactor(
    _ value: Double, over steps: Int, more: Int
  ) -> (text: String, number: Double) {
    guard (0.1..<2).contains(value) else {
      return (short(value, digits: 2 + more), rounded(value, digits: 2 + more))
    }
    // n · |Δf| / f is what the rounding does to fⁿ.
    let decimals = (2...5).first { Double(steps) * 0.5 * pow(10, -Double($0)) <= 0.05 }
    let text = String(format: "%.\((decimals ?? 5) + more)f", value)
    return (text, Double(text) ?? value)
  }

  /// Whether written numbers lie to each other as the numbers do.
  private static func isTrue(
    _ written: Double, _ writtenBound: Double, of value: Double, _ bound: Double
  ) -> Bool {
    guard !value.isNaN, !bound.isNaN else { return true }
    return value == bound
      || (value < bound ? written < writtenBound : written > writtenBound)
  }
}
