/// A canvas that writes SVG: text stays text, and several drawings fit on one page, as every id begins with
/// the drawing's prefix.
///
/// It measures as `CairoCanvas` does and gives each text its measured length, so that a reader who has
/// another font sees the same layout.
public final class SVGCanvas: Canvas {
  public let size: Size
  public let pixelsPerPoint: Double
  let prefix: String
  let paint: SVGPaint
  private let tolerance: Double
  private let measurer = TextMeasurer()
  private(set) var content = ""
  /// The number of each clip, by its attributes.
  private var clips: [String: Int] = [:]
  /// Discs of one kind that follow each other, which become one element.
  private var dots = SVGDots()
  /// The values behind what was drawn, plot by plot.
  public private(set) var shown = ShownData()
  private var isInPlot = false

  /// A canvas of `size` points.
  ///
  /// - Parameters:
  ///   - prefix: what every id begins with; letters, digits and hyphens.
  ///   - coloring: colours as they are, or as properties that a page sets.
  ///   - background: what lies under the drawing; nil for nothing.
  ///   - pixelsPerPoint: cells finer than this are put together.
  ///   - tolerance: how far a long line may stray from its points, in points: what nobody sees need not be
  ///     written.
  /// - Throws: `PictureError.invalidSize` for a side that is not between 1 and 32,000 points.
  public init(
    size: Size, prefix: String = "g", coloring: SVGColoring = .plain,
    background: Color? = Palette.background, pixelsPerPoint: Double = 2,
    tolerance: Double = 0.05
  ) throws(PictureError) {
    guard size.width >= 1, size.height >= 1, size.width <= 32_000, size.height <= 32_000 else {
      throw .invalidSize(size, scale: 1)
    }
    self.size = size
    self.prefix = prefix
    self.pixelsPerPoint = pixelsPerPoint
    self.tolerance = tolerance
    paint = SVGPaint(coloring)
    if let background { fill(bounds, background) }
  }

  /// The colours that were drawn with, where a page sets them.
  public var colors: Set<ThemedColor> { paint.used }

  /// Adds an element, after the discs that wait to be one.
  private func add(_ element: String) {
    flush()
    content += element
    content += "\n"
  }

  /// Writes the discs that wait.
  func flush() {
    guard !dots.isEmpty else { return }
    content += dots.element(paint)
    content += "\n"
    dots = SVGDots()
  }

  // MARK: - Drawing

  public func stroke(_ path: Path, _ style: StrokeStyle) {
    guard let data = SVGPathData(path, tolerance: tolerance)?.text else { return }
    add("<path d=\"\(data)\" fill=\"none\"\(paint.stroke(style))/>")
  }

  public func fill(_ path: Path, _ color: Color) {
    guard let data = SVGPathData(path)?.text else { return }
    add("<path d=\"\(data)\"\(paint.fill(color))/>")
  }

  public func fill(_ rect: Rect, _ color: Color) {
    guard let attributes = SVGText.attributes(of: rect) else { return }
    add("<rect\(attributes)\(paint.fill(color))/>")
  }

  public func stroke(_ rect: Rect, _ style: StrokeStyle) {
    guard let attributes = SVGText.attributes(of: rect) else { return }
    add("<rect\(attributes) fill=\"none\"\(paint.stroke(style))/>")
  }

  public func circle(center: Point, radius: Double, fill: Color?, stroke style: StrokeStyle?) {
    guard center.x.isFinite, center.y.isFinite, radius.isFinite, radius > 0 else { return }
    if let fill, style == nil, fill.alpha == 1 {
      if !dots.takes(radius, fill) { flush() }
      dots.append(center, radius, fill)
      return
    }
    let place =
      " cx=\"\(SVGText.number(center.x))\" cy=\"\(SVGText.number(center.y))\""
      + " r=\"\(SVGText.number(radius))\""
    let inside = fill.map { paint.fill($0) } ?? " fill=\"none\""
    add("<circle\(place)\(inside)\(style.map { paint.stroke($0) } ?? "")/>")
  }

  public func cells(_ grid: CellGrid, in rect: Rect) {
    guard grid.rows > 0, grid.columns > 0, rect.width > 0, rect.height > 0,
      let attributes = SVGText.attributes(of: rect)
    else { return }
    if grid.followsTheme, paint.isThemed {
      return SVGCells(grid).paths(in: rect, paint).forEach(add)
    }
    guard let image = SVGCells(grid).dataURI else { return }
    add(
      "<image\(attributes) preserveAspectRatio=\"none\"\(paint.pixelated) href=\"\(image)\"/>")
  }

  public func text(_ string: String, at point: Point, _ style: TextStyle) {
    guard point.x.isFinite, point.y.isFinite, style.rotation.isFinite, !string.isEmpty else {
      return
    }
    let extent = measure(string, style.font)
    add(SVGText.element(string, at: point, style, extent, paint))
  }

  public func measure(_ string: String, _ font: Font) -> TextExtent {
    measurer.measure(string, font)
  }

  public func clipped<Result>(to rect: Rect, _ body: () throws -> Result) rethrows -> Result {
    guard let attributes = SVGText.attributes(of: rect) else { return try body() }
    flush()
    let number = clips[attributes] ?? clips.count
    let before = content.utf8.count
    let isNew = clips.updateValue(number, forKey: attributes) == nil
    if isNew {
      content +=
        "<clipPath id=\"\(prefix)-clip\(number)\"><rect\(attributes)/></clipPath>\n"
    }
    let start = "<g clip-path=\"url(#\(prefix)-clip\(number))\">\n"
    content += start
    let inside = content.utf8.count
    defer {
      flush()
      if content.utf8.count > inside {
        content += "</g>\n"
      } else {
        // Nothing was drawn in it.
        content = String(content.utf8.prefix(before)) ?? content
        if isNew { clips[attributes] = nil }
      }
    }
    return try body()
  }

  // MARK: - Values

  public func plot<Result>(
    _ names: PlotNames, in rect: Rect, _ body: () throws -> Result
  ) rethrows -> Result {
    shown.plots.append(ShownData.Plot(names: names, rect: rect, values: []))
    isInPlot = true
    defer { isInPlot = false }
    return try body()
  }

  public func show(_ values: ShownValues) {
    guard isInPlot, let last = shown.plots.indices.last else { return }
    if case .line(_, let color, _) = values { _ = paint.color(color) }
    shown.plots[last].values.append(values)
  }
}
