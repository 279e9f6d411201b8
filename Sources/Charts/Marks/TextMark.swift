/// A text at a place in the data, moved as far as needed to stay inside the plot.
public struct TextMark: Mark {
  public var text: String
  /// In units of the data.
  public var place: Point
  /// In points of the canvas, added to the place.
  public var offset: Point
  public var style: TextStyle

  public init(
    _ text: String, at place: Point, offset: Point = Point(0, 0),
    style: TextStyle = TextStyle(Typography.note, color: Palette.mutedText)
  ) {
    self.text = text
    self.place = place
    self.offset = offset
    self.style = style
  }

  /// Draws nothing where the place is not on the scales.
  public func draw(on canvas: any Canvas, in plot: Rect, x: any Scale, y: any Scale) {
    guard let px = x.position(of: place.x), let py = y.position(of: place.y) else { return }
    var point = Point(px + offset.x, py + offset.y)
    let box = style.box(of: canvas.measure(text, style.font), at: point)
    point.x += max(0, plot.minX - box.minX) - max(0, box.maxX - plot.maxX)
    point.y += max(0, plot.minY - box.minY) - max(0, box.maxY - plot.maxY)
    canvas.text(text, at: point, style)
  }
}
