/// A canvas that draws in the colours of a theme what is drawn in those of the light one.
public final class ThemedCanvas: Canvas {
  private let base: any Canvas
  private let theme: Theme

  /// Draws on `base`, whose ground is filled first.
  public init(_ base: any Canvas, theme: Theme) {
    self.base = base
    self.theme = theme
    if theme != .light { base.fill(base.bounds, theme.background) }
  }

  public var size: Size { base.size }
  public var pixelsPerPoint: Double { base.pixelsPerPoint }

  private func style(_ style: StrokeStyle) -> StrokeStyle {
    var style = style
    style.color = theme.color(style.color)
    return style
  }

  public func stroke(_ path: Path, _ style: StrokeStyle) { base.stroke(path, self.style(style)) }
  public func fill(_ path: Path, _ color: Color) { base.fill(path, theme.color(color)) }
  public func fill(_ rect: Rect, _ color: Color) { base.fill(rect, theme.color(color)) }
  public func stroke(_ rect: Rect, _ style: StrokeStyle) { base.stroke(rect, self.style(style)) }

  public func circle(center: Point, radius: Double, fill: Color?, stroke: StrokeStyle?) {
    base.circle(
      center: center, radius: radius, fill: fill.map { theme.color($0) }, stroke: stroke.map(style))
  }

  /// Cells keep their colours where they stand for values; those without one have the colour of the ground.
  public func cells(_ grid: CellGrid, in rect: Rect) {
    let themed = CellGrid(rows: grid.rows, columns: grid.columns) { row, column in
      let color = grid[row, column]
      return color == Palette.background || grid.followsTheme ? theme.color(color) : color
    }
    base.cells(themed, in: rect)
  }

  public func text(_ string: String, at point: Point, _ style: TextStyle) {
    var style = style
    style.color = theme.color(style.color, isText: true)
    base.text(string, at: point, style)
  }

  public func measure(_ string: String, _ font: Font) -> TextExtent { base.measure(string, font) }

  public func clipped<Result>(to rect: Rect, _ body: () throws -> Result) rethrows -> Result {
    try base.clipped(to: rect, body)
  }

  public func plot<Result>(
    _ names: PlotNames, in rect: Rect, _ body: () throws -> Result
  ) rethrows -> Result {
    try base.plot(names, in: rect, body)
  }

  public func show(_ values: ShownValues) {
    guard case .line(let name, let color, let points) = values else { return base.show(values) }
    base.show(.line(name: name, color: theme.color(color), points))
  }
}
