import CCairo

/// Writes text metadata where each vector format has a place for it.
enum DocumentMetadata {
  /// PDF has fixed fields: Title, Author, Subject, Keywords and Creator (PNG's Software);
  /// everything else is joined into Keywords.
  static func set(_ entries: [TextEntry], onPDF surface: OpaquePointer) {
    var rest: [String] = []
    for entry in entries {
      let value = TextMeasurer.drawable(entry.value)
      switch entry.key {
      case "Title": cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, value)
      case "Author": cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, value)
      case "Description", "Subject":
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, value)
      case "Software": cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, value)
      default: rest.append("\(entry.key)=\(value)")
      }
    }
    guard !rest.isEmpty else { return }
    cairo_pdf_surface_set_metadata(
      surface, CAIRO_PDF_METADATA_KEYWORDS, rest.joined(separator: "; "))
  }

  /// SVG gets a `<title>`, which browsers show and screen readers read, and a `<desc>` with
  /// every entry, right after the opening `<svg …>` tag.
  static func insert(_ entries: [TextEntry], intoSVG bytes: [UInt8]) -> [UInt8] {
    guard !entries.isEmpty, let end = endOfRootTag(bytes) else { return bytes }
    var inserted = "\n"
    if let title = entries.first(where: { $0.key == "Title" }) {
      inserted += "<title>\(escape(title.value))</title>\n"
    }
    let lines = entries.map { escape("\($0.key): \($0.value)") }
    inserted += "<desc>\(lines.joined(separator: "\n"))</desc>"
    return Array(bytes[..<end]) + Array(inserted.utf8) + Array(bytes[end...])
  }

  /// The offset just behind the `>` of `<svg …>`.
  private static func endOfRootTag(_ bytes: [UInt8]) -> Int? {
    let tag = Array("<svg".utf8)
    var start = 0
    while start + tag.count <= bytes.count {
      if bytes[start] == tag[0], Array(bytes[start..<start + tag.count]) == tag {
        return bytes[start...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
      }
      start += 1
    }
    return nil
  }

  private static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      // XML has no way at all to write other control characters.
      case _ where scalar.value < 32: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
