import Texts

/// Texts and numbers within SVG.
enum SVGText {
  /// A number with two decimals at most, without zeros that say nothing: `12.5`, `-3`, `0.04`.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    return compact(Int((min(max(value, -1e9), 1e9) * 100).rounded()), digits: 2, keepsZero: true)
  }

  /// A whole number of hundredths or tenths as a decimal number; without the 0 before its point, unless it
  /// is to stay.
  static func compact(_ value: Int, digits: Int, keepsZero: Bool = false) -> String {
    let unit = digits == 1 ? 10 : 100
    var (whole, part) = value.magnitude.quotientAndRemainder(dividingBy: UInt(unit))
    let sign = value < 0 ? "-" : ""
    guard part > 0 else { return "\(sign)\(whole)" }
    var length = digits
    while part.isMultiple(of: 10) {
      part /= 10
      length -= 1
    }
    let decimals = "\(part)"
    let zeros = String(repeating: "0", count: length - decimals.count)
    let front = whole == 0 && !keepsZero ? "" : "\(whole)"
    whole = 0
    return "\(sign)\(front).\(zeros)\(decimals)"
  }

  /// Six hexadecimal digits.
  static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// ` x="…" y="…" width="…" height="…"`; nil where one of them is not finite.
  static func attributes(of rect: Rect) -> String? {
    guard [rect.x, rect.y, rect.width, rect.height].allSatisfy(\.isFinite) else { return nil }
    return " x=\"\(number(rect.x))\" y=\"\(number(rect.y))\""
      + " width=\"\(number(max(0, rect.width)))\" height=\"\(number(max(0, rect.height)))\""
  }

  /// The fonts that are asked for: the one that was measured, then one that is as wide.
  static let family = "'DejaVu Sans', Verdana, sans-serif"

  /// A line of text, as long as it was measured in whatever font it is shown.
  static func element(
    _ string: String, at point: Point, _ style: TextStyle, _ extent: TextExtent, _ paint: SVGPaint
  ) -> String {
    let drop = style.origin(of: extent).y
    let anchor =
      switch style.anchor {
      case .start: ""
      case .middle: " text-anchor=\"middle\""
      case .end: " text-anchor=\"end\""
      }
    let place =
      style.rotation == 0
      ? " x=\"\(number(point.x))\" y=\"\(number(point.y + drop))\""
      : " y=\"\(number(drop))\" transform=\"translate(\(number(point.x)) \(number(point.y)))"
        + " rotate(\(number(style.rotation)))\""
    let length =
      extent.width > 0
      ? " textLength=\"\(number(extent.width))\" lengthAdjust=\"spacingAndGlyphs\"" : ""
    let weight = style.font.weight == .bold ? " font-weight=\"700\"" : ""
    return "<text\(place) font-size=\"\(number(style.font.size))\"\(weight)\(anchor)\(length)"
      + "\(paint.fill(style.color, isText: true))>\(escaped(string))</text>"
  }

  /// A text between tags or within double quotes. Marks that turn the direction of writing are replaced: a name must
  /// not change what stands beside it; control characters are blanks.
  static func escaped(_ text: String) -> String {
    var plain = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A, 0x09: plain.unicodeScalars.append(scalar)
      case ..<0x20, 0x7F: plain += " "
      case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: plain += "\u{FFFD}"
      default: plain.unicodeScalars.append(scalar)
      }
    }
    return XMLText.escaped(plain).replacing("\"", with: "&quot;")
  }
}
