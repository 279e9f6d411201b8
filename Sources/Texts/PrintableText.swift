extension String {
  /// The text in double quotes, on one line and not longer than a message bears.
  ///
  /// A cell may hold anything, even a terminal's escape sequences, and may be as long as its file.
  package var inQuotes: String {
    let limit = 40
    // A character may carry any number of combining marks, so the scalars are what is counted.
    let start = unicodeScalars.prefix(limit)
    let isCut = start.endIndex != unicodeScalars.endIndex
    return "\"" + String(start).onOneLine + (isCut ? "…" : "") + "\""
  }

  /// The text with every control character and line separator written as an escape.
  package var onOneLine: String {
    guard unicodeScalars.contains(where: \.isUnprintable) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.isUnprintable: text += "\\u{\(String(scalar.value, radix: 16))}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension Unicode.Scalar {
  /// Whether it is not a character to see but one that steers: a terminal's escape, a direction of
  /// writing, a line's end.
  package var isUnprintable: Bool {
    // Nearly all of a long text is ASCII, which needs no table.
    if isASCII { return value < 0x20 || value == 0x7F }
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
