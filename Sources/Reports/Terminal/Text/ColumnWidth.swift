/// How many columns of a terminal characters take: 0 for a mark that stands on the one before it, 2 for
/// the wide ones of East Asia and pictographs, 1 for all others (Unicode's Annex 11, simplified).
enum ColumnWidth {
  /// Those of a text, which may hold several lines only if they are escaped.
  static func of(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + of($1) }
  }

  /// Those of a character: of the widest of what it is composed of.
  static func of(_ character: Character) -> Int {
    if let ascii = character.asciiValue { return ascii < 0x20 || ascii == 0x7F ? 0 : 1 }
    return character.unicodeScalars.map(of).max() ?? 0
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    if scalar.properties.isEmojiPresentation { return 2 }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  /// The blocks whose characters are wide.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
  ]

  /// As many characters from the beginning as fit.
  static func prefix(_ text: String, _ columns: Int) -> String {
    var room = columns
    return String(
      text.prefix {
        room -= of($0)
        return room >= 0
      })
  }

  /// As many characters from the end as fit.
  static func suffix(_ text: String, _ columns: Int) -> String {
    String(prefix(String(text.reversed()), columns).reversed())
  }

  /// The text, or its two ends with `…` between them where it takes more columns than there are.
  static func shortened(_ text: String, _ columns: Int) -> String {
    guard of(text) > columns else { return text }
    guard columns > 1 else { return columns == 1 ? "…" : "" }
    let end = (columns - 1) / 2
    return prefix(text, columns - 1 - end) + "…" + suffix(text, end)
  }

  /// The text, cut at its end with `…` where it takes more columns than there are.
  static func cut(_ text: String, _ columns: Int) -> String {
    of(text) > columns ? prefix(text, max(columns - 1, 0)) + "…" : text
  }

  /// The text with blanks after it up to a width.
  static func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(columns - of(text), 0))
  }
}
