import Foundation

/// Rounded numbers that are worded together: a reader who checks the sum finds it right.
extension NumberText {
  /// f₁ × f₂ × … = p, such as `0.235 × 1.02 = 0.24`: p has two digits, the factors have as many, from two on, as
  /// it takes for their product, as they are written, to round to p. Where four do not suffice they have
  /// three, and `≈` stands for `=`.
  public static func product(_ factors: [Double]) -> String {
    let product = factors.reduce(1, *)
    for digits in 2...4
    where agrees(factors.map { rounded($0, digits: digits) }.reduce(1, *), product) {
      return factors.map { short($0, digits: digits) }.joined(separator: " × ")
        + " = \(short(product))"
    }
    return factors.map { short($0, digits: 3) }.joined(separator: " × ") + " ≈ \(short(product))"
  }

  /// Two numbers and what one is over the other, as three texts: the ratio has two digits, the numbers have as
  /// many, from two on, as it takes for their ratio, as they are written, to round to it. `about` stands before
  /// the ratio where three do not suffice.
  public static func ratio(
    _ number: Double, over other: Double
  ) -> (number: String, other: String, ratio: String) {
    let ratio = number / other
    for digits in 2...3
    where agrees(rounded(number, digits: digits) / rounded(other, digits: digits), ratio) {
      return (short(number, digits: digits), short(other, digits: digits), short(ratio))
    }
    return (short(number), short(other), "about \(short(ratio))")
  }

  /// Shares and their sum, as texts: `56 %` of `31 %` and `25 %`. They have as many decimals as it takes for the
  /// parts, as they are written, to add up to the sum; where three do not suffice, the sum is `about` that.
  public static func percents(_ parts: [Double]) -> (sum: String, parts: [String]) {
    let sum = parts.reduce(0, +)
    guard sum.isFinite else { return (percent(sum), parts.map(percent)) }
    for decimals in 0...3 {
      let unit = pow(10, Double(decimals + 2))
      let written = parts.map { ($0 * unit).rounded() }.reduce(0, +)
      guard written == (sum * unit).rounded() else { continue }
      func text(_ share: Double) -> String {
        String(format: "%.\(decimals)f %%", (share * unit).rounded() / unit * 100)
      }
      return (text(sum), parts.map(text))
    }
    return ("about \(percent(sum))", parts.map(percent))
  }

  /// Whether a result is written as a number is, with two digits, and is not just between two such numbers.
  private static func agrees(_ result: Double, _ number: Double) -> Bool {
    [1 - 1e-9, 1 + 1e-9].allSatisfy { short(result * $0) == short(number) }
  }
}
