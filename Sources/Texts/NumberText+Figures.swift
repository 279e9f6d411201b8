import Foundation

/// Numbers as they stand at the axes of a figure: with as many digits as the axis wants.
extension NumberText {
  /// A number with a fixed number of decimals, "−" as minus and, from 10,000, commas between
  /// thousands: 0.30, −4.5, 12,000. Numbers of 10¹⁵ and more are written as powers of ten.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return special(value) }
    let places = max(0, min(decimals, 15))
    let scaled = (abs(value) * pow(10, Double(places))).rounded()
    guard scaled < 1e15 else { return scientific(value) }
    var digits = String(Int(scaled))
    var fraction = ""
    if places > 0 {
      digits = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
      fraction = "." + digits.suffix(places)
      digits.removeLast(places)
    }
    if digits.count > 4 {
      var grouped = ""
      for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index).isMultiple(of: 3) { grouped += "," }
        grouped.append(digit)
      }
      digits = grouped
    }
    return (value < 0 && scaled > 0 ? minus : "") + digits + fraction
  }

  /// A number without trailing zeros and without the noise of binary fractions (at most
  /// `significant` digits): 0.3, 2.5, 12,000; very small and very large ones as 2·10⁻⁵.
  public static func plain(_ value: Double, significant: Int = 12) -> String {
    guard value.isFinite else { return special(value) }
    guard value != 0 else { return "0" }
    let exponent = decade(of: value)
    guard (-4..<7).contains(exponent) else { return scientific(value, significant: significant) }
    var decimals = max(0, min(15, significant - 1 - exponent))
    let text = fixed(value, decimals: decimals)
    guard decimals > 0 else { return text }
    let trimmed = text.reversed().prefix { $0 == "0" }.count
    decimals -= min(trimmed, decimals)
    return fixed(value, decimals: decimals)
  }

  /// m·10ᵉ with 1 ≤ |m| < 10; the mantissa is left out where it is 1: 10⁻³, 2·10⁻⁵.
  public static func scientific(_ value: Double, significant: Int = 3) -> String {
    guard value.isFinite else { return special(value) }
    guard value != 0 else { return "0" }
    var exponent = decade(of: value)
    let digits = max(0, min(significant - 1, 12))
    let unit = pow(10, Double(digits))
    // 10ᵉ itself underflows below 10⁻³⁰⁷, so divide in two steps.
    let half = exponent / 2
    let reduced =
      abs(value) / pow(10, Double(half)) / pow(10, Double(exponent - half))
    var mantissa = (reduced * unit).rounded() / unit
    if mantissa >= 10 {
      mantissa /= 10
      exponent += 1
    }
    let power = "10" + superscript(exponent)
    let sign = value < 0 ? minus : ""
    return mantissa == 1 ? sign + power : "\(sign)\(plain(mantissa))·\(power)"
  }

  /// ⌊log₁₀|x|⌋, corrected where the logarithm is rounded across a whole number; 0 for numbers
  /// without a logarithm.
  public static func decade(of value: Double) -> Int {
    let magnitude = abs(value)
    guard magnitude > 0, magnitude.isFinite else { return 0 }
    let exponent = Int(log10(magnitude).rounded(.down))
    return pow(10, Double(exponent + 1)) <= magnitude ? exponent + 1 : exponent
  }

  private static let minus = "\u{2212}"

  private static func special(_ value: Double) -> String {
    value.isNaN ? "NaN" : value < 0 ? "\(minus)∞" : "∞"
  }
}
