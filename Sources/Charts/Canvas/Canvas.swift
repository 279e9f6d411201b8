/// A surface to draw on, in points with the origin at the top left.
///
/// Charts draw through this protocol only, so that the same chart becomes a PNG, an SVG, a PDF,
/// or a list of what was drawn for a test. Coordinates that are not finite draw nothing.
public protocol Canvas: AnyObject {
  /// The whole surface in points.
  var size: Size { get }

  /// Pixels for each point where the surface has pixels, otherwise a resolution that is fine
  /// enough for print. Cells finer than this are aggregated before they are drawn.
  var pixelsPerPoint: Double { get }

  func stroke(_ path: Path, _ style: StrokeStyle)
  func fill(_ path: Path, _ color: Color)
  func fill(_ rect: Rect, _ color: Color)
  func stroke(_ rect: Rect, _ style: StrokeStyle)

  /// A disc, with an optional outline.
  func circle(center: Point, radius: Double, fill: Color?, stroke: StrokeStyle?)

  /// A grid of equal cells without seams between them.
  func cells(_ grid: CellGrid, in rect: Rect)

  func text(_ string: String, at point: Point, _ style: TextStyle)
  func measure(_ string: String, _ font: Font) -> TextExtent

  /// Everything `body` draws is cut at the rectangle (within clips that are already set).
  func clipped<Result>(to rect: Rect, _ body: () throws -> Result) rethrows -> Result

  /// Everything `body` draws is a plot's: the marks between its axes.
  func plot<Result>(
    _ names: PlotNames, in rect: Rect, _ body: () throws -> Result
  ) rethrows -> Result

  /// Tells the values behind the mark that was drawn last. Surfaces that nobody can ask do nothing.
  func show(_ values: ShownValues)
}

extension Canvas {
  public func plot<Result>(
    _ names: PlotNames, in rect: Rect, _ body: () throws -> Result
  ) rethrows -> Result {
    try body()
  }

  public func show(_ values: ShownValues) {}

  /// The whole surface.
  public var bounds: Rect { Rect(x: 0, y: 0, width: size.width, height: size.height) }

  /// A single straight line.
  public func line(from start: Point, to end: Point, _ style: StrokeStyle) {
    stroke(Path(line: [start, end]), style)
  }
}
