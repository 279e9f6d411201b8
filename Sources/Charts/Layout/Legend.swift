/// What lines, dots and fills mean: swatches with words, side by side, wrapping into rows.
public struct Legend: Sendable {
  public enum Swatch: Sendable, Hashable {
    case line(StrokeStyle)
    case marker(Color)
    case fill(Color)
    /// A cell of a matrix: its colour is the same in every theme, or follows it.
    case cell(Color, followsTheme: Bool = false)
    case symbol(SymbolMark.Shape, Color, outline: StrokeStyle?)
  }

  public struct Entry: Sendable, Hashable {
    public var label: String
    public var swatch: Swatch

    public init(_ label: String, _ swatch: Swatch) {
      self.label = label
      self.swatch = swatch
    }
  }

  public var entries: [Entry]
  public var font: Font
  public var textColor: Color

  public init(
    _ entries: [Entry], font: Font = Typography.note, textColor: Color = Palette.secondaryText
  ) {
    self.entries = entries
    self.font = font
    self.textColor = textColor
  }

  private static let gap = 8.0
  private static let spacing = 24.0

  /// The size of the legend when it is at most `width` points wide.
  public func size(within width: Double, on canvas: any Canvas) -> Size {
    let places = layout(width, canvas)
    let right = places.map { $0.point.x + $0.width }.max() ?? 0
    let bottom = places.map { $0.point.y + lineHeight(canvas) }.max() ?? 0
    return Size(right, bottom)
  }

  /// Draws the legend with its top left corner at `origin`.
  public func draw(at origin: Point, within width: Double, on canvas: any Canvas) {
    for (entry, place) in zip(entries, layout(width, canvas)) {
      let middle = origin.y + place.point.y + lineHeight(canvas) / 2
      let left = origin.x + place.point.x
      let swatch = swatchWidth(entry.swatch)
      switch entry.swatch {
      case .line(let style):
        canvas.line(from: Point(left, middle), to: Point(left + swatch, middle), style)
      case .marker(let color):
        canvas.circle(
          center: Point(left + swatch / 2, middle), radius: swatch / 2, fill: color, stroke: nil)
      case .fill(let color):
        let side = swatch
        canvas.fill(
          Rect(x: left, y: middle - side / 2, width: side, height: side), color)
      case .cell(let color, let followsTheme):
        let square = Rect(x: left, y: middle - swatch / 2, width: swatch, height: swatch)
        var cell = CellGrid(rows: 1, columns: 1) { _, _ in color }
        cell.followsTheme = followsTheme
        canvas.cells(cell, in: square)
        // It may be as dark, or as light, as the ground.
        canvas.stroke(square, StrokeStyle(Palette.axis, width: 0.75))
      case .symbol(let shape, let color, let outline):
        SymbolMark.draw(
          shape, at: Point(left + swatch / 2, middle), radius: swatch / 2, fill: color,
          outline: outline, canvas)
      }
      let room = max(0, place.width - swatch - Self.gap)
      let fitted = canvas.fit(
        entry.label, width: room + 0.01, font: font, ellipsis: .middle)
      canvas.text(
        fitted.lines.first ?? "", at: Point(left + swatch + Self.gap, middle),
        TextStyle(fitted.font, color: textColor, baseline: .middle))
    }
  }

  private func swatchWidth(_ swatch: Swatch) -> Double {
    switch swatch {
    case .line: 2.2 * font.size
    case .marker: 0.65 * font.size
    case .fill, .cell: 0.95 * font.size
    case .symbol: 0.8 * font.size
    }
  }

  private func lineHeight(_ canvas: any Canvas) -> Double {
    canvas.measure("", font).height * 1.25
  }

  private func layout(_ width: Double, _ canvas: any Canvas) -> [(point: Point, width: Double)] {
    var pen = Point(0, 0)
    return entries.map { entry in
      let natural =
        swatchWidth(entry.swatch) + Self.gap + canvas.measure(entry.label, font).width
      let taken = min(natural, width)
      if pen.x > 0, pen.x + taken > width { pen = Point(0, pen.y + lineHeight(canvas)) }
      defer { pen.x += taken + Self.spacing }
      return (pen, taken)
    }
  }
}
