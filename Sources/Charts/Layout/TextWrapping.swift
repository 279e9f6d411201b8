/// Breaks a text into lines of a width: at spaces and, where that is allowed, within words too wide for one.
struct TextWrapping {
  let canvas: any Canvas
  let width: Double
  let breaksWords: Bool

  /// After these a name may go on in the next line.
  private static let joints: Set<Character> = ["-", "_", ",", "/", "=", ":", ";"]

  private func isWide(_ text: String, _ font: Font) -> Bool {
    canvas.measure(text, font).width > width
  }

  /// The lines; wider than the width only where a word is that may not be broken.
  func lines(_ text: String, font: Font) -> [String] {
    guard isWide(text, font) else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in bound(text, font).flatMap({ parts($0, font) }) {
      let longer = line.isEmpty ? word.text : line + (word.isJoined ? "" : " ") + word.text
      if line.isEmpty || !isWide(longer, font) {
        line = longer
      } else {
        lines.append(line)
        line = word.text
      }
    }
    return lines + [line]
  }

  /// The words of a text; what says nothing alone stays with its number where a line has room for both: `100 %`,
  /// `φ′ ≤ ¼`, `seed 1`.
  private func bound(_ text: String, _ font: Font) -> [String] {
    var words: [String] = []
    var isOpen = false
    for word in text.split(separator: " ") {
      let isSign = Self.signs.contains(String(word))
      let followsName = words.last == "seed" && word.first?.isNumber == true
      if let last = words.last, isOpen || isSign || word.hasPrefix("%") || followsName,
        !isWide(last + " " + word, font)
      {
        words[words.count - 1] = last + " " + word
      } else {
        words.append(String(word))
      }
      isOpen = isSign
    }
    return words
  }

  /// These stand between two numbers, or a quantity and its number.
  private static let signs: Set<String> = ["≤", "≥", "<", ">", "="]

  /// The lines where so many are enough; nil where not, or where one is too wide.
  func lines(_ text: String, font: Font, atMost limit: Int) -> [String]? {
    let lines = lines(text, font: font)
    return lines.count <= limit && lines.allSatisfy { !isWide($0, font) } ? lines : nil
  }

  /// The longest "begin…end" that fits so many lines.
  func shortenedInTheMiddle(_ text: String, font: Font, atMost limit: Int) -> [String] {
    let letters = Array(text)
    var (fits, tooMany) = (0, letters.count)
    var best = ["…"]
    while tooMany - fits > 1 {
      let kept = (fits + tooMany) / 2
      let shorter = letters.prefix(kept - kept / 2) + "…" + letters.suffix(kept / 2)
      if let lines = lines(String(shorter), font: font, atMost: limit) {
        (fits, best) = (kept, lines)
      } else {
        tooMany = kept
      }
    }
    return best
  }

  /// A word whole, or in pieces that fit a line, each after the first joined to the one before.
  private func parts(_ word: String, _ font: Font) -> [(text: String, isJoined: Bool)] {
    var parts: [(text: String, isJoined: Bool)] = []
    var rest = Substring(word)
    while breaksWords, rest.count > 1, isWide(String(rest), font) {
      var piece = rest
      while piece.count > 1, isWide(String(piece), font) { piece = piece.dropLast() }
      if let joint = piece.lastIndex(where: Self.joints.contains),
        piece.distance(from: piece.startIndex, to: joint) >= piece.count / 3
      {
        piece = piece[...joint]
      }
      parts.append((String(piece), !parts.isEmpty))
      rest = rest[piece.endIndex...]
    }
    return rest.isEmpty ? parts : parts + [(String(rest), !parts.isEmpty)]
  }
}
