import Files

extension String {
  /// The text as a terminal may be given it: on one line, with an escape for what steers instead of
  /// being seen, and no word longer than a name can sensibly be.
  public var printable: String {
    let text = onOneLine
    guard text.utf8.count > String.longestWord else { return text }
    return text.split(separator: " ", omittingEmptySubsequences: false)
      .map { $0.shortened(to: String.longestWord) }.joined(separator: " ")
      .shortened(to: String.longestLine)
  }

  /// The same for a message, which names what it is about at its beginning and says what to do at its
  /// end.
  public var printableMessage: String {
    printable.shortened(to: String.longestMessage)
  }

  /// The text in ASCII: `δ ×0.24` as `delta x0.24`, for a locale that has no other characters.
  public var inASCII: String { ASCIIText.of(self) }

  /// The columns of a terminal that a printable text takes.
  public var columns: Int { ColumnWidth.of(self) }

  /// A printable text with blanks behind it up to so many columns.
  public func padded(to columns: Int) -> String { ColumnWidth.padded(self, columns) }

  /// A printable text, cut at its end with `…` where it takes more columns.
  public func cut(to columns: Int) -> String { ColumnWidth.cut(self, columns) }

  /// A name of an option, a file or a tensor is shorter; what is longer tells nothing more.
  static let longestWord = 200
  /// Some twenty-five lines of a terminal.
  static let longestMessage = 2000
  /// What a hundred runs give reason to say.
  static let longestLine = 20_000
}

extension StringProtocol {
  /// The text, or its two ends with `…` between them where it has more scalars than `limit`. Scalars
  /// are counted, as a character may carry any number of marks.
  func shortened(to limit: Int) -> String {
    // Few texts are long: counting bytes is quick, and a text has at least as many as scalars.
    guard utf8.count > limit, unicodeScalars.count > limit else { return String(self) }
    let end = (limit - 1) / 2
    return String(String.UnicodeScalarView(unicodeScalars.prefix(limit - 1 - end))) + "…"
      + String(String.UnicodeScalarView(unicodeScalars.suffix(end)))
  }
}
