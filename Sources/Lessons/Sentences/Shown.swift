import Foundation
import Texts

/// A number with the words it is shown in: what a sentence says and what it compares are one value.
public struct Shown: Sendable, Hashable, CustomStringConvertible {
  /// The number.
  public let value: Double
  /// As it stands in a sentence.
  public let text: String

  /// A number in words of its own.
  public init(_ value: Double, as text: String) {
    self.value = value
    self.text = text
  }

  /// `0.9089`, `−0.5`, `2`: so many decimals at most, none of them a 0 at the end; what would be rounded to 0
  /// has its two first digits, `3.4·10⁻¹⁰`.
  public init(_ value: Double, decimals: Int = 4) {
    self.init(value, as: Self.decimal(value, decimals))
  }

  /// The fewest digits from which the number is read back: `0.123456`, `1·10⁻⁶`. For what somebody typed.
  public static func exact(_ value: Double) -> Shown {
    guard value.isFinite else { return Shown(value) }
    let parts = "\(value.magnitude)".split(separator: "e")
    let mantissa = parts[0].hasSuffix(".0") ? parts[0].dropLast(2) : parts[0]
    let power = parts.count > 1 ? "·10" + NumberText.superscript(Int(parts[1]) ?? 0) : ""
    return Shown(value, as: (value < 0 ? "−" : "") + mantissa + power)
  }

  /// A whole number.
  public init(_ count: Int) {
    self.init(Double(count), as: count < 0 ? "−\(count.magnitude)" : "\(count)")
  }

  /// `0.24`, `3.4·10⁻¹⁰`: so many significant digits.
  public static func short(_ value: Double, digits: Int = 2) -> Shown {
    Shown(value, as: NumberText.short(value, digits: digits))
  }

  /// `×0.24`; `–` where there is none.
  public static func factor(_ value: Double) -> Shown {
    Shown(value, as: value.isNaN ? "–" : NumberText.factor(value))
  }

  /// `×1.48` of a factor f of one of n like steps: with as many digits, from two on, as it takes for the power of
  /// what is written to be written as fⁿ is, in two digits.
  public static func factor(_ value: Double, over steps: Int) -> Shown {
    let whole = NumberText.short(pow(value, Double(steps)))
    let digits = (2...5).first { digits in
      let written = Shown.short(value, digits: digits).reading ?? .nan
      return NumberText.short(pow(written, Double(steps))) == whole
    }
    return value.isNaN
      ? Shown(value, as: "–") : Shown(value, as: "×" + NumberText.short(value, digits: digits ?? 5))
  }

  /// `0.10` of an accuracy.
  public static func share(_ value: Double) -> Shown { Shown(value, as: NumberText.share(value)) }

  /// `63 %` of a share.
  public static func percent(_ share: Double) -> Shown {
    Shown(share, as: NumberText.percent(share))
  }

  public var description: String { text }

  /// The number that a reader of the words takes from them; nil where they are none.
  public var reading: Double? {
    var text = text.replacing("−", with: "-").replacing("×", with: "")
    if text == "NaN" { return .nan }
    if text.hasSuffix("∞") { return text.hasPrefix("-") ? -.infinity : .infinity }
    let isPercent = text.hasSuffix(" %")
    text = text.replacing(" %", with: "").replacing("·10", with: "e")
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let plain = String(
      text.map { character in
        if character == "⁻" { return "-" }
        return digits.firstIndex(of: character).map { Character("\($0)") } ?? character
      })
    return Double(plain).map { isPercent ? $0 / 100 : $0 }
  }

  private static func decimal(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, value.magnitude < 1e6 else { return NumberText.short(value, digits: 4) }
    var text = String(format: "%.\(max(decimals, 0))f", value.magnitude)
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    guard Double(text) != 0 || value == 0 else { return NumberText.short(value) }
    return (value < 0 ? "−" : "") + text
  }
}
