import Charts

/// Draws on another canvas what it is told to draw, with changes that a comparison has to notice, or not to.
final class EditedCanvas: Canvas {
  private let base: any Canvas
  /// Added to the place of every text.
  var shift = Point(0, 0)
  /// The text to draw in place of one; nil for none.
  var text: (String) -> String? = { $0 }
  /// The colour of a line in place of one.
  var color: (Color) -> Color = { $0 }

  init(_ base: any Canvas) { self.base = base }

  var size: Size { base.size }
  var pixelsPerPoint: Double { base.pixelsPerPoint }

  private func style(_ style: StrokeStyle) -> StrokeStyle {
    var style = style
    style.color = color(style.color)
    return style
  }

  func stroke(_ path: Path, _ style: StrokeStyle) { base.stroke(path, self.style(style)) }
  func fill(_ path: Path, _ color: Color) { base.fill(path, color) }
  func fill(_ rect: Rect, _ color: Color) { base.fill(rect, color) }
  func stroke(_ rect: Rect, _ style: StrokeStyle) { base.stroke(rect, self.style(style)) }
  func circle(center: Point, radius: Double, fill: Color?, stroke: StrokeStyle?) {
    base.circle(center: center, radius: radius, fill: fill, stroke: stroke.map(style))
  }
  func cells(_ grid: CellGrid, in rect: Rect) { base.cells(grid, in: rect) }

  func text(_ string: String, at point: Point, _ style: TextStyle) {
    guard let string = text(string) else { return }
    base.text(string, at: Point(point.x + shift.x, point.y + shift.y), style)
  }

  func measure(_ string: String, _ font: Font) -> TextExtent { base.measure(string, font) }

  func clipped<Result>(to rect: Rect, _ body: () throws -> Result) rethrows -> Result {
    try base.clipped(to: rect, body)
  }
}
