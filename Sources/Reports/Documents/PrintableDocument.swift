import Files
import Texts

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
    // Of a long record hardly any is anything but as it should be.
    if format == .json, !document.unicodeScalars.contains(where: { $0.isUnprintable && $0 != "\n" })
    {
      text = document
      return
    }
    let scalars = Array(document.unicodeScalars)
    var result = String.UnicodeScalarView()
    // What may not be torn apart is one part of a word: a scalar, an escape, a reference.
    var word: [ArraySlice<Unicode.Scalar>] = []
    func end() {
      let longest = String.longestWord
      if format == .json || word.count <= longest {
        result.append(contentsOf: word.joined())
      } else {
        let end = (longest - 1) / 2
        result.append(contentsOf: word.prefix(longest - 1 - end).joined())
        result.append("…")
        result.append(contentsOf: word.suffix(end).joined())
      }
      word.removeAll(keepingCapacity: true)
    }
    var place = 0
    while place < scalars.count {
      let part = scalars[place..<min(Self.end(of: scalars, from: place, format), scalars.count)]
      let scalar = scalars[place]
      place = part.endIndex
      if part.count == 1, "\n \t".unicodeScalars.contains(scalar) || Self.ends(scalar, format) {
        end()
        result.append(scalar)
      } else if part.count == 1, scalar.isUnprintable {
        word.append(Self.escape(scalar, format)[...])
      } else {
        word.append(part)
      }
    }
    end()
    text = String(result)
  }

  /// Where the part ends that begins at a place: after one scalar, or all of an escape sequence or a
  /// reference.
  private static func end(
    of scalars: [Unicode.Scalar], from place: Int, _ format: Format
  ) -> Int {
    let next = place + 1 < scalars.count ? scalars[place + 1] : nil
    return switch (scalars[place], format) {
    case ("\\", .json), ("\\", .sarif): place + (next == "u" ? 6 : 2)
    case ("\\", .markdown): place + (next?.isUnprintable == true ? 1 : 2)
    case ("&", .markdown), ("&", .xml):
      // No reference that is written here is longer.
      (scalars[place...].prefix(8).firstIndex(of: ";") ?? place) + 1
    default: place + 1
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

  private static func escape(_ scalar: Unicode.Scalar, _ format: Format) -> [Unicode.Scalar] {
    guard format == .json || format == .sarif else {
      return Array(String(scalar).onOneLine.unicodeScalars)
    }
    let text = String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
    return Array(text.unicodeScalars)
  }
}
