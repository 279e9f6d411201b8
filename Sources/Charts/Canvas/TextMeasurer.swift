import CCairo

/// Measures type with Cairo on a scratch surface, with hinting off so that an extent is the same
/// at every resolution and on every kind of surface.
final class TextMeasurer {
  private let surface: OpaquePointer?
  private let context: OpaquePointer?
  private var known: [Key: TextExtent] = [:]

  private struct Key: Hashable {
    let string: String
    let font: Font
  }

  init() {
    surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1)
    context = cairo_create(surface)
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  func measure(_ string: String, _ font: Font) -> TextExtent {
    let key = Key(string: string, font: font)
    if let extent = known[key] { return extent }
    Self.select(font, in: context)
    var fontExtents = cairo_font_extents_t()
    cairo_font_extents(context, &fontExtents)
    var textExtents = cairo_text_extents_t()
    cairo_text_extents(context, Self.drawable(string), &textExtents)
    let extent = TextExtent(
      width: textExtents.x_advance, ascent: fontExtents.ascent, descent: fontExtents.descent)
    known[key] = extent
    return extent
  }

  /// Makes `font` the current font of a context, the same way for measuring and for drawing.
  static func select(_ font: Font, in context: OpaquePointer?) {
    cairo_select_font_face(
      context, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
      font.weight == .bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
    // A size of 0 would put the context into an error state.
    cairo_set_font_size(context, font.size.isFinite ? max(font.size, 0.1) : 0.1)
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    cairo_set_font_options(context, options)
    cairo_font_options_destroy(options)
  }

  /// Line breaks and other control characters as spaces: Cairo draws one line, and a NUL would
  /// end it early.
  static func drawable(_ string: String) -> String {
    guard string.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) else {
      return string
    }
    var result = String.UnicodeScalarView()
    for scalar in string.unicodeScalars {
      result.append(scalar.value < 32 || scalar.value == 127 ? " " : scalar)
    }
    return String(result)
  }
}
