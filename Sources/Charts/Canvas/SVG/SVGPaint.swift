/// The attributes of lines and areas, in plain colours or in those that a page sets.
final class SVGPaint {
  private let coloring: SVGColoring
  /// The colours used so far that a page sets.
  private(set) var used: Set<ThemedColor> = []

  init(_ coloring: SVGColoring) { self.coloring = coloring }

  /// Whether a page sets the colours.
  var isThemed: Bool { coloring == .themed }

  /// `#0072b2`, or `var(--m0072b2,#0072b2)`.
  func color(_ color: Color, isText: Bool = false) -> String {
    guard coloring == .themed else { return "#\(SVGText.hex(color.hex))" }
    let themed = ThemedColor(color, isText: isText)
    used.insert(themed)
    return themed.value
  }

  /// ` fill="…"`, with the opacity where it is not 1.
  func fill(_ color: Color, isText: Bool = false) -> String {
    " fill=\"\(self.color(color, isText: isText))\"" + opacity("fill", color)
  }

  /// ` stroke="…" stroke-width="…"`, with dashes and the shapes of ends and joins.
  func stroke(_ style: StrokeStyle) -> String {
    // Dashes that are negative or all zero are none, as on every canvas.
    let dash = style.dash.allSatisfy { $0 > 0 && $0.isFinite } ? style.dash : []
    let ends =
      dash.isEmpty
      ? " stroke-linecap=\"round\""
      : " stroke-dasharray=\"\(dash.map(SVGText.number).joined(separator: " "))\""
    return " stroke=\"\(color(style.color))\"" + opacity("stroke", style.color)
      + " stroke-width=\"\(SVGText.number(style.width))\"" + ends + " stroke-linejoin=\"round\""
  }

  private func opacity(_ what: String, _ color: Color) -> String {
    color.alpha == 1 ? "" : " \(what)-opacity=\"\(SVGText.number(color.alpha))\""
  }

  /// Cells are not smoothed. In a file the older word stands beside the one of today; a page has no style
  /// attributes, which its policy forbids.
  var pixelated: String {
    coloring == .themed
      ? " image-rendering=\"pixelated\""
      : " image-rendering=\"optimizeSpeed\" style=\"image-rendering:pixelated\""
  }
}
