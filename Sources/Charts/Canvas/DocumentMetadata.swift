import CCairo

/// Writes text metadata where a PDF has a place for it.
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
}
