import Foundation

/// Numbers as a person reads them: two or three significant digits, powers of ten written out.
public enum NumberText {
  /// `0.24`, `96`, `3.4·10⁻¹⁰`, `0`, `NaN`, `∞`.
  public static func short(_ value: Double, digits: Int = 2) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞" }
    guard value != 0 else { return "0" }
    let sign = value < 0 ? "−" : ""
    let (mantissa, exponent) = written(value.magnitude, digits)
    return sign + mantissa + (exponent.map { "·10" + superscript($0) } ?? "")
  }

  /// The number that `short` writes.
  static func rounded(_ value: Double, digits: Int) -> Double {
    guard value.isFinite, value != 0 else { return value }
    let (mantissa, exponent) = written(value.magnitude, digits)
    let magnitude = Double(mantissa + (exponent.map { "e\($0)" } ?? "")) ?? value.magnitude
    return value < 0 ? -magnitude : magnitude
  }

  /// What is written of a number above 0, and the power of ten behind it; nil without one.
  private static func written(_ magnitude: Double, _ digits: Int) -> (String, exponent: Int?) {
    // The power of ten of the number as it is shown: 0.9996 is 1.0, not 1.00.
    let parts = String(format: "%.\(digits - 1)e", magnitude).split(separator: "e")
    let exponent = Int(parts[1]) ?? 0
    guard magnitude >= 0.00995, magnitude < 9995 else { return (String(parts[0]), exponent) }
    let decimals = max(0, digits - 1 - exponent)
    return (String(format: "%.\(decimals)f", magnitude), nil)
  }

  /// `×0.24`; a factor that would show as 1 keeps its digits: `×0.995`.
  public static func factor(_ value: Double?) -> String {
    guard let value else { return "–" }
    guard !value.isNaN else { return "NaN" }
    let digits = (0.95...1.05).contains(value) ? 3 : 2
    return "×" + short(value, digits: digits)
  }

  /// `.96` as `0.96`; an unknown one as `–`. What is not all is not written as 1.00 but as `0.997`, and what is not
  /// nothing not as 0.00.
  public static func share(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "–" }
    return nearEnd(value, decimals: 2) ?? String(format: "%.2f", value)
  }

  /// `63 %`; from a hundredfold on `5.1·10³ %`. What is not all is not written as 100 % but as `99.5 %`, and what is
  /// not nothing not as 0 % but as `0.3 %`.
  public static func percent(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    guard value.magnitude < 100 else { return "\(short(value * 100)) %" }
    return "\(nearEnd(value * 100, of: 100, decimals: 0) ?? String(format: "%.0f", value * 100)) %"
  }

  /// A part of a whole with as many decimals as it takes to be told from nothing and from all, three more at most;
  /// nil where those given suffice, and of what is nothing or all but for rounding.
  private static func nearEnd(_ value: Double, of whole: Double = 1, decimals: Int) -> String? {
    func isEnd(_ part: Double) -> Bool { part == 0 || part == whole }
    func rounded(_ decimals: Int) -> Double {
      let unit = pow(10, Double(decimals))
      return (value * unit).rounded() / unit
    }
    guard value > 0, value < whole * (1 - 1e-12), isEnd(rounded(decimals)) else { return nil }
    if let enough = (decimals + 1...decimals + 3).first(where: { !isEnd(rounded($0)) }) {
      return String(format: "%.\(enough)f", rounded(enough))
    }
    let closest = whole - pow(10, -Double(decimals + 3))
    return value < whole / 2
      ? short(value, digits: 1) : "> " + String(format: "%.\(decimals + 3)f", closest)
  }

  /// `⁻¹²`.
  public static func superscript(_ value: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let body = String(value.magnitude).compactMap { $0.wholeNumberValue.map { digits[$0] } }
    return (value < 0 ? "⁻" : "") + String(body)
  }

  /// `layer 3` or `layers 3–7`.
  public static func layers(_ range: ClosedRange<Int>) -> String {
    range.count == 1
      ? "layer \(range.lowerBound)" : "layers \(range.lowerBound)–\(range.upperBound)"
  }
}
