/// A whole number as a class label, of any length: `007`, `+7` and `7.0` are the label `7`.
///
/// Labels are often identifiers, which may have more digits than a Double or an Int keeps apart.
struct IntegerLabel: Hashable, Comparable, CustomStringConvertible {
  private let isNegative: Bool
  /// Without leading zeros.
  private let digits: Substring

  /// Reads a label that was found to be a number.
  ///
  /// - Parameters:
  ///   - text: As it is written.
  ///   - value: The number, which decides where the text is not just digits, as `1e3` and `9.0`.
  /// - Returns: `nil` for a number with a fraction, and for one that is not just digits and too
  ///   large to be exact in a Double: that is a quantity and no label.
  init?(_ text: String, value: Double) {
    let sign = text.hasPrefix("-") || text.hasPrefix("+") ? 1 : 0
    var digits = text.dropFirst(sign)
    if digits.isEmpty || !digits.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) {
      guard abs(value) < 0x1p53, let integer = Int(exactly: value) else { return nil }
      digits = Substring(String(integer.magnitude))
    }
    let significant = digits.drop { $0 == "0" }
    self.digits = significant.isEmpty ? "0" : significant
    isNegative = text.hasPrefix("-") && !significant.isEmpty
  }

  var description: String { (isNegative ? "-" : "") + digits }

  static func < (first: IntegerLabel, second: IntegerLabel) -> Bool {
    guard first.isNegative == second.isNegative else { return first.isNegative }
    let (small, large) = first.isNegative ? (second, first) : (first, second)
    let (count, other) = (small.digits.utf8.count, large.digits.utf8.count)
    return count != other ? count < other : small.digits < large.digits
  }
}
