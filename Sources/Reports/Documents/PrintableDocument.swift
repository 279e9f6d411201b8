import FileAccess

/// A finished document whose strings may hold anything, made printable by the rules of its own format:
/// no character in it steers a terminal that it is shown in.
///
/// A JSON reader gets every string as it was. The others, which people read, also have no word that is
/// longer than a name can sensibly be.
public struct PrintableDocument: Sendable {
  /// How the format writes a character that is not one to see.
  public enum Format: Sendable {
    /// As `\uXXXX`, which loses nothing (RFC 8259, section 7).
    case json
    /// The same, for reports of findings, with words of a bounded length.
    case sarif
    /// As the text `\u{…}`; a Markdown reader shows the backslash before a letter.
    case markdown
    /// As the text `\u{…}`: most of them cannot occur in XML 1.0, not even as references.
    case xml
  }

  /// The document.
  public let text: String

  /// The printable form of a document that is right in its format.
  public init(_ document: String, format: Format) {
    var text = ""
    // What may not be torn apart is one part of a word: a scalar, an escape, a reference.
    var word: [Substring.UnicodeScalarView] = []
    func end() {
      let longest = String.longestWord
      let end = (longest - 1) / 2
      let isLong = format != .json && word.count > longest
      let parts = isLong ? word.prefix(longest - 1 - end) : word[...]
      for part in parts { text.unicodeScalars.append(contentsOf: part) }
      guard isLong else { return word.removeAll(keepingCapacity: true) }
      text += "…"
      for part in word.suffix(end) { text.unicodeScalars.append(contentsOf: part) }
      word.removeAll(keepingCapacity: true)
    }
    var rest = document.unicodeScalars[...]
    while let scalar = rest.first {
      let part = Self.part(at: rest, format)
      rest = rest[part.endIndex...]
      if part.count > 1 {
        word.append(part)
      } else if scalar == "\n" || scalar == " " || scalar == "\t" || Self.ends(scalar, format) {
        end()
        text.unicodeScalars.append(scalar)
      } else {
        word.append(
          scalar.isUnprintable ? Self.escape(scalar, format).unicodeScalars[...] : part)
      }
    }
    end()
    self.text = text
  }

  /// The first part: one scalar, or all of an escape sequence or a reference.
  private static func part(
    at rest: Substring.UnicodeScalarView, _ format: Format
  ) -> Substring.UnicodeScalarView {
    switch (rest.first, format) {
    case ("\\", .json), ("\\", .sarif):
      rest.prefix(rest.dropFirst().first == "u" ? 6 : 2)
    case ("\\", .markdown): rest.prefix(rest.dropFirst().first?.isUnprintable == true ? 1 : 2)
    case ("&", .markdown), ("&", .xml):
      // No reference that is written here is longer.
      rest.prefix(8).firstIndex(of: ";").map { rest[...$0] } ?? rest.prefix(1)
    default: rest.prefix(1)
    }
  }

  /// Whether a scalar belongs to the format, and no text goes on past it.
  private static func ends(_ scalar: Unicode.Scalar, _ format: Format) -> Bool {
    switch format {
    case .json, .sarif: scalar == "\""
    case .markdown: scalar == "|"
    case .xml: scalar == "<" || scalar == ">" || scalar == "\""
    }
  }

  private static func escape(_ scalar: Unicode.Scalar, _ format: Format) -> String {
    guard format == .json || format == .sarif else { return String(scalar).onOneLine }
    return String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }
}
