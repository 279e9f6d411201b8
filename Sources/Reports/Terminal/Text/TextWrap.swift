/// Prose in lines of a width, broken between words.
struct TextWrap {
  /// A word with the blanks before it. What belongs together is one: `0.98 → 0.97`, `99 %`,
  /// `--norm batch`.
  private struct Piece {
    var gap: Substring
    var text: String
  }

  /// The columns of a line.
  let width: Int

  /// The lines of a text; every line begins with the blanks that it begins with.
  ///
  /// A word that is longer than a line is shortened in its middle: broken, it would read as two. At a
  /// no-break space no line ends; it is written as any other.
  func lines(_ text: String) -> [String] {
    broken(text).map { $0.replacing("\u{A0}", with: " ").trimmedAtEnd }
  }

  private func broken(_ text: String) -> [String] {
    guard ColumnWidth.of(text) > width else { return [text] }
    let indent = String(text.prefix { $0 == " " })
    let room = max(width - indent.count, 1)
    var lines: [String] = []
    var line = ""
    for piece in pieces(of: text.dropFirst(indent.count)) {
      let longer = line + piece.gap + piece.text
      if !line.isEmpty, ColumnWidth.of(longer) <= room {
        line = longer
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = ColumnWidth.shortened(piece.text, room)
    }
    return (lines + [line]).map { indent + $0 }
  }

  /// The columns of the longest part of a text that is not broken; of a word that is no word of prose,
  /// those it may be shortened to.
  static func longestPiece(of text: String) -> Int {
    TextWrap(width: longestPiece).pieces(of: text[...])
      .map { min(ColumnWidth.of($0.text), longestPiece) }.max() ?? 0
  }

  /// Words; an operator, an option or a unit stays with what it belongs to, if that fits into a line.
  private func pieces(of text: Substring) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text
    var isJoined = false
    while !rest.isEmpty {
      let gap = rest.prefix { $0 == " " }
      let word = rest[gap.endIndex...].prefix { $0 != " " }
      rest = rest[word.endIndex...]
      let joins = Self.operators.contains(word)
      if let last = pieces.last, isJoined || joins || Self.isUnit(word),
        ColumnWidth.of(last.text + gap + word) <= min(width, Self.longestPiece)
      {
        pieces[pieces.count - 1].text += gap + word
      } else {
        pieces.append(Piece(gap: gap, text: String(word)))
      }
      isJoined = joins || Self.isOption(word)
    }
    return pieces
  }

  /// Two long words with an operator between them are no number.
  private static let longestPiece = 24
  private static let operators: Set<Substring> = ["=", "→", "×", "·", "≤", "±"]

  private static func isOption(_ word: Substring) -> Bool { word.hasPrefix("--") }
  private static func isUnit(_ word: Substring) -> Bool { word.hasPrefix("%") }
}

extension String {
  /// Without the blanks at its end.
  var trimmedAtEnd: String {
    guard last == " " else { return self }
    return String(reversed().drop { $0 == " " }.reversed())
  }
}
