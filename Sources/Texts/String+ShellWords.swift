extension String {
  /// The words of a command line that is made of words as `shellQuoted` writes them: plain, in single quotes,
  /// or as `$'…'`. nil for anything else that a shell would make something of, such as a variable, a pipe or
  /// an open quote.
  public var shellWords: [String]? {
    var reader = ShellWordReader(Array(unicodeScalars))
    return reader.words()
  }
}

/// Reads a command line from left to right.
private struct ShellWordReader {
  private let scalars: [Unicode.Scalar]
  private var at = 0

  init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private static let special = Set("\"`$&|;<>()*?[]{}!#\n\r".unicodeScalars)

  private mutating func next() -> Unicode.Scalar? {
    guard at < scalars.count else { return nil }
    at += 1
    return scalars[at - 1]
  }

  mutating func words() -> [String]? {
    var words: [String] = []
    var word: String.UnicodeScalarView?
    while let scalar = next() {
      switch scalar {
      case " ", "\t":
        if let ended = word { words.append(String(ended)) }
        word = nil
      case "'":
        guard let text = quoted() else { return nil }
        word = (word ?? .init()) + text
      case "$":
        guard next() == "'", let text = escaped() else { return nil }
        word = (word ?? .init()) + text
      case "\\":
        guard let literal = next(), literal != "\n" else { return nil }
        word = (word ?? .init()) + [literal]
      // A tilde at the start of a word is a folder to a shell.
      case "~" where word == nil: return nil
      case _ where Self.special.contains(scalar): return nil
      default: word = (word ?? .init()) + [scalar]
      }
    }
    if let word { words.append(String(word)) }
    return words
  }

  /// Up to the closing quote; nil without one.
  private mutating func quoted() -> String.UnicodeScalarView? {
    var text = String.UnicodeScalarView()
    while let scalar = next() {
      if scalar == "'" { return text }
      text.append(scalar)
    }
    return nil
  }

  /// The same with escapes.
  private mutating func escaped() -> String.UnicodeScalarView? {
    var text = String.UnicodeScalarView()
    while let scalar = next() {
      switch scalar {
      case "'": return text
      case "\\":
        guard let escape = next() else { return nil }
        switch escape {
        case "n": text.append("\n")
        case "r": text.append("\r")
        case "t": text.append("\t")
        case "'", "\\": text.append(escape)
        case "0"..."7":
          guard let second = next(), let third = next(),
            let value = UInt8(String(String.UnicodeScalarView([escape, second, third])), radix: 8)
          else { return nil }
          text.append(Unicode.Scalar(value))
        default: return nil
        }
      default: text.append(scalar)
      }
    }
    return nil
  }
}
