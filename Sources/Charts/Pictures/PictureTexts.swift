import Foundation

/// Reads the text metadata that `Picture` writes into a file, whatever its format.
public enum PictureTexts {
  /// The entries of a file's bytes, by what they are and not by the file's name: of a PNG its text chunks, of an
  /// SVG the lines of its description, of a PDF its title and keywords. nil where the bytes are none of
  /// these; empty where they are, and say nothing.
  ///
  /// - Throws: `PNGError` for a PNG that is damaged or too large.
  public static func entries(in bytes: [UInt8]) throws(PNGError) -> [TextEntry]? {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return try PNGImage(bytes: bytes).text }
    if bytes.starts(with: Array("%PDF-".utf8)) { return entriesOfPDF(Data(bytes)) }
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    return head.contains("<svg") ? entriesOfSVG(Data(bytes)) : nil
  }

  /// What one key begins with in a document that has one text for all.
  private static let prefix = "gradscope:"

  // MARK: - SVG

  private static func entriesOfSVG(_ data: Data) -> [TextEntry] {
    guard let start = data.range(of: Data("<desc>".utf8)),
      let end = data.range(of: Data("</desc>".utf8), in: start.upperBound..<data.endIndex)
    else { return [] }
    let text = String(decoding: data[start.upperBound..<end.lowerBound], as: UTF8.self)
    var entries: [TextEntry] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let line = unescaped(String(line))
      // A value may have lines of its own: only a known key begins an entry.
      if let colon = line.range(of: ": "), isKey(line[..<colon.lowerBound]) {
        entries.append(
          TextEntry(String(line[..<colon.lowerBound]), String(line[colon.upperBound...])))
      } else if let last = entries.indices.last {
        entries[last].value += "\n" + line
      }
    }
    return entries
  }

  private static func isKey(_ text: Substring) -> Bool {
    ["Title", "Software", "Author", "Description"].contains(String(text))
      || text.hasPrefix(prefix) && !text.contains(" ")
  }

  private static func unescaped(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
  }

  // MARK: - PDF

  private static func entriesOfPDF(_ data: Data) -> [TextEntry] {
    var entries: [TextEntry] = []
    if let title = value(of: "Title", in: data) { entries.append(TextEntry("Title", title)) }
    if let creator = value(of: "Creator", in: data) {
      entries.append(TextEntry("Software", creator))
    }
    let keywords = value(of: "Keywords", in: data) ?? ""
    guard keywords.hasPrefix(prefix) else { return entries }
    for part in keywords.dropFirst(prefix.count).components(separatedBy: "; " + prefix) {
      guard let equal = part.firstIndex(of: "=") else { continue }
      entries.append(
        TextEntry(prefix + part[..<equal], String(part[part.index(after: equal)...])))
    }
    return entries
  }

  /// The text of a key of the document's information, which stands near the end.
  private static func value(of key: String, in data: Data) -> String? {
    guard let found = data.range(of: Data("/\(key) ".utf8), options: .backwards) else { return nil }
    let rest = data[found.upperBound...]
    switch rest.first {
    case UInt8(ascii: "("): return literal(rest.dropFirst())
    case UInt8(ascii: "<"): return hexadecimal(rest.dropFirst())
    default: return nil
    }
  }

  /// `(text)`, in which a backslash escapes brackets, itself and octal numbers.
  private static func literal(_ bytes: Data) -> String? {
    var text: [UInt8] = []
    var bytes = bytes[...]
    var depth = 0
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: ")"):
        if depth == 0 { return String(decoding: text, as: UTF8.self) }
        depth -= 1
        text.append(byte)
      case UInt8(ascii: "("):
        depth += 1
        text.append(byte)
      case UInt8(ascii: "\\"):
        guard let escape = bytes.popFirst() else { return nil }
        switch escape {
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
          let digits = String(decoding: [escape] + bytes.prefix(2), as: UTF8.self)
          bytes = bytes.dropFirst(2)
          guard let value = UInt8(digits, radix: 8) else { return nil }
          text.append(value)
        default: text.append(escape)
        }
      default: text.append(byte)
      }
    }
    return nil
  }

  /// `<FEFF…>`: UTF-16, the high byte first.
  private static func hexadecimal(_ bytes: Data) -> String? {
    let digits = bytes.prefix { $0 != UInt8(ascii: ">") }.filter { $0 > 0x20 }
    var units: [UInt16] = []
    for start in stride(from: 0, to: digits.count - 3, by: 4) {
      guard
        let unit = UInt16(
          String(decoding: digits.dropFirst(start).prefix(4), as: UTF8.self), radix: 16)
      else { return nil }
      units.append(unit)
    }
    guard units.first == 0xFEFF else { return nil }
    return String(decoding: units.dropFirst(), as: UTF16.self)
  }
}
