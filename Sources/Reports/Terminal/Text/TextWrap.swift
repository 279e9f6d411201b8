/// Prose in lines of a width, broken between words.
struct TextWrap {
  /// A word with the blanks before it. What belongs together is one: `0.98 → 0.97`, `99 %`,
  /// `--norm batch`.
  private struct Piece {
    var gap: String
    var text: RichText
  }

  /// The columns of a line.
  let width: Int

  /// Lines of prose for a terminal of so many columns; nil is a file, whose lines end nowhere. In longer ones an
  /// eye does not find the next.
  static func prose(_ columns: Int?) -> TextWrap {
    TextWrap(width: columns.map { min($0, 110) } ?? .max)
  }

  /// The lines of a text; every line begins with the blanks that it begins with.
  ///
  /// A word that is longer than a line is shortened in its middle: broken, it would read as two. At a
  /// no-break space no line ends; it is written as any other.
  func lines(_ text: String) -> [String] { lines(RichText(text)).map(\.plain) }

  /// The same of a text with roles; a role that is broken is that of both lines.
  func lines(_ text: RichText) -> [RichText] {
    broken(text).map { $0.mapped { $0.replacing("\u{A0}", with: " ") }.trimmedAtEnd }
  }

  private func broken(_ text: RichText) -> [RichText] {
    let plain = text.plain
    guard ColumnWidth.of(plain) > width else { return [text] }
    let indent = String(plain.prefix { $0 == " " })
    let room = max(width - indent.count, 1)
    var lines: [RichText] = []
    var line = RichText("")
    for piece in pieces(of: text, after: indent.count) {
      let longer = line.followed(by: piece.text, after: piece.gap)
      if !line.isEmpty, ColumnWidth.of(longer.plain) <= room {
        line = longer
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = piece.text.shortened(room)
    }
    return (lines + [line]).map { RichText(indent) + $0 }
  }

  /// The columns of the longest part of a text that is not broken; of a word that is no word of prose,
  /// those it may be shortened to.
  static func longestPiece(of text: String) -> Int {
    TextWrap(width: longestPiece).pieces(of: RichText(text), after: 0)
      .map { min(ColumnWidth.of($0.text.plain), longestPiece) }.max() ?? 0
  }

  /// Words; an operator, an option or a unit stays with what it belongs to, if that fits into a line.
  private func pieces(of text: RichText, after start: Int) -> [Piece] {
    var pieces: [Piece] = []
    var isJoined = false
    for next in words(of: text, after: start) {
      let word = next.text.plain
      let joins = Self.operators.contains(word)
      if let last = pieces.last, isJoined || joins || Self.isUnit(word),
        ColumnWidth.of(last.text.plain + next.gap + word) <= min(width, Self.longestPiece)
      {
        pieces[pieces.count - 1].text = last.text.followed(by: next.text, after: next.gap)
      } else {
        pieces.append(next)
      }
      isJoined = joins || Self.isOption(word)
    }
    return pieces
  }

  /// What stands between blanks, without the first characters.
  private func words(of text: RichText, after start: Int) -> [Piece] {
    var words: [Piece] = []
    var next = Piece(gap: "", text: RichText(""))
    var toSkip = start
    for span in text.spans {
      var rest = Substring(span.text)
      let skipped = min(toSkip, rest.count)
      rest = rest.dropFirst(skipped)
      toSkip -= skipped
      while !rest.isEmpty {
        let gap = rest.prefix { $0 == " " }
        if !gap.isEmpty, !next.text.isEmpty {
          words.append(next)
          next = Piece(gap: "", text: RichText(""))
        }
        next.gap += gap
        let word = rest[gap.endIndex...].prefix { $0 != " " }
        next.text.append(String(word), span.role)
        rest = rest[word.endIndex...]
      }
    }
    return next.text.isEmpty && next.gap.isEmpty ? words : words + [next]
  }

  /// Two long words with an operator between them are no number.
  private static let longestPiece = 24
  private static let operators: Set<String> = ["=", "→", "×", "·", "≤", "±", "≈", "->", "<="]

  private static func isOption(_ word: String) -> Bool { word.hasPrefix("--") }
  private static func isUnit(_ word: String) -> Bool { word.hasPrefix("%") }
}

extension RichText {
  /// Whether it says nothing.
  var isEmpty: Bool { spans.isEmpty }

  /// Another text behind it, with blanks between them that have a role where both sides have the same.
  fileprivate func followed(by next: RichText, after gap: String) -> RichText {
    let role = spans.last?.role == next.spans.first?.role ? next.spans.first?.role : nil
    return self + RichText(gap, role) + next
  }

  /// It, or its two ends in the role of its beginning where it takes more columns than there are.
  fileprivate func shortened(_ columns: Int) -> RichText {
    let plain = self.plain
    guard ColumnWidth.of(plain) > columns else { return self }
    return RichText(ColumnWidth.shortened(plain, columns), spans.first?.role)
  }

  /// Without the blanks at its end.
  var trimmedAtEnd: RichText {
    guard let last = spans.last, last.text.last == " " else { return self }
    var result = RichText("")
    for span in spans.dropLast() { result.append(span.text, span.role) }
    let rest = last.text.trimmedAtEnd
    // A span of blanks may stand behind another that ends with some.
    guard !rest.isEmpty else { return result.trimmedAtEnd }
    result.append(rest, last.role)
    return result
  }
}

extension String {
  /// Without the blanks at its end.
  var trimmedAtEnd: String {
    guard last == " " else { return self }
    return String(reversed().drop { $0 == " " }.reversed())
  }
}
