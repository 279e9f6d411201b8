import CCairo

/// A canvas over Cairo: pixels, or PDF bytes.
///
/// Cairo keeps its first error and ignores what is drawn after it; `finish` throws it.
public final class CairoCanvas: Canvas {
  /// What the drawing becomes.
  public enum Format: Sendable, Hashable {
    /// Pixels, `scale` of them for each point.
    case pixels(scale: Double)
    case pdf
  }

  public let size: Size
  public let format: Format
  let surface: OpaquePointer
  private let context: OpaquePointer
  private let sink: ByteSink
  private let measurer = TextMeasurer()

  /// A white canvas of `size` points.
  ///
  /// - Throws: `PictureError.invalidSize` for a size that is not between 1 and 32,000 pixels a
  ///   side, `PictureError.drawing` if Cairo cannot create its surface.
  public init(size: Size, format: Format, background: Color? = Palette.background)
    throws(PictureError)
  {
    let scale = if case .pixels(let scale) = format { scale } else { 1.0 }
    let (width, height) = (size.width * scale, size.height * scale)
    guard width >= 1, height >= 1, width <= 32_000, height <= 32_000,
      width * height <= Double(1 << 28)
    else { throw .invalidSize(size, scale: scale) }
    let sink = ByteSink()
    let target = Unmanaged.passUnretained(sink).toOpaque()
    let created: OpaquePointer? =
      switch format {
      case .pixels:
        cairo_image_surface_create(
          CAIRO_FORMAT_ARGB32, Int32(width.rounded()), Int32(height.rounded()))
      case .pdf: cairo_pdf_surface_create_for_stream(ByteSink.append, target, width, height)
      }
    guard let surface = created, let context = cairo_create(surface) else {
      throw .drawing("out of memory")
    }
    self.size = size
    self.format = format
    self.sink = sink
    self.surface = surface
    self.context = context
    cairo_scale(context, scale, scale)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    try check()
    if let background { fill(bounds, background) }
  }

  deinit {
    cairo_destroy(context)
    // Vector surfaces write while they are finished; the sink must still be there.
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
  }

  public var pixelsPerPoint: Double {
    if case .pixels(let scale) = format { scale } else { 3 }
  }

  public func stroke(_ path: Path, _ style: StrokeStyle) {
    guard trace(path) else { return }
    stroke(style)
  }

  public func fill(_ path: Path, _ color: Color) {
    guard trace(path) else { return }
    use(color)
    cairo_fill(context)
  }

  public func fill(_ rect: Rect, _ color: Color) {
    guard trace(rect) else { return }
    use(color)
    cairo_fill(context)
  }

  public func stroke(_ rect: Rect, _ style: StrokeStyle) {
    guard trace(rect) else { return }
    stroke(style)
  }

  public func circle(center: Point, radius: Double, fill: Color?, stroke style: StrokeStyle?) {
    guard center.x.isFinite, center.y.isFinite, radius.isFinite, radius > 0 else { return }
    cairo_new_path(context)
    cairo_arc(context, center.x, center.y, radius, 0, 2 * .pi)
    if let fill {
      use(fill)
      cairo_fill_preserve(context)
    }
    if let style { stroke(style) }
    cairo_new_path(context)
  }

  public func cells(_ grid: CellGrid, in rect: Rect) {
    guard grid.rows > 0, grid.columns > 0, rect.width > 0, rect.height > 0, trace(rect) else {
      return
    }
    let image = CellImage(grid, repeating: repetition(of: grid, in: rect))
    image.paint(into: context, rect: rect)
  }

  public func text(_ string: String, at point: Point, _ style: TextStyle) {
    guard point.x.isFinite, point.y.isFinite, style.rotation.isFinite, !string.isEmpty else {
      return
    }
    let pen = style.origin(of: measure(string, style.font))
    cairo_save(context)
    cairo_translate(context, point.x, point.y)
    cairo_rotate(context, style.rotation * .pi / 180)
    cairo_move_to(context, pen.x, pen.y)
    TextMeasurer.select(style.font, in: context)
    use(style.color)
    cairo_show_text(context, TextMeasurer.drawable(string))
    cairo_restore(context)
    cairo_new_path(context)
  }

  public func measure(_ string: String, _ font: Font) -> TextExtent {
    measurer.measure(string, font)
  }

  public func clipped<Result>(to rect: Rect, _ body: () throws -> Result) rethrows -> Result {
    cairo_save(context)
    defer { cairo_restore(context) }
    if trace(rect) { cairo_clip(context) }
    return try body()
  }

  // MARK: - Results

  /// The bytes of the finished PDF; nothing can be drawn afterwards.
  ///
  /// - Throws: `PictureError.drawing` if anything failed while drawing.
  public func vectorBytes(metadata: [TextEntry] = []) throws(PictureError) -> [UInt8] {
    if format == .pdf { DocumentMetadata.set(metadata, onPDF: surface) }
    try check()
    cairo_surface_finish(surface)
    try check()
    return sink.bytes
  }

  func check() throws(PictureError) {
    for status in [cairo_status(context), cairo_surface_status(surface)]
    where status != CAIRO_STATUS_SUCCESS {
      throw .drawing(String(cString: cairo_status_to_string(status)))
    }
  }

  // MARK: - Cairo

  private func use(_ color: Color) {
    cairo_set_source_rgba(context, color.red, color.green, color.blue, color.alpha)
  }

  private func stroke(_ style: StrokeStyle) {
    use(style.color)
    cairo_set_line_width(context, style.width)
    // Cairo refuses dashes that are negative or all zero, and would then draw no more at all.
    let dash = style.dash.allSatisfy({ $0 > 0 && $0.isFinite }) ? style.dash : []
    cairo_set_dash(context, dash, Int32(dash.count), 0)
    cairo_set_line_cap(context, dash.isEmpty ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
    cairo_stroke(context)
  }

  /// Makes the path current; false where it cannot be drawn.
  private func trace(_ path: Path) -> Bool {
    guard path.points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return false }
    cairo_new_path(context)
    for element in path.elements {
      switch element {
      case .move(let point): cairo_move_to(context, point.x, point.y)
      case .line(let point): cairo_line_to(context, point.x, point.y)
      case .close: cairo_close_path(context)
      }
    }
    return !path.isEmpty
  }

  private func trace(_ rect: Rect) -> Bool {
    guard [rect.x, rect.y, rect.width, rect.height].allSatisfy(\.isFinite) else { return false }
    cairo_new_path(context)
    cairo_rectangle(context, rect.x, rect.y, rect.width, rect.height)
    return true
  }

  /// Viewers of vector formats may smooth a small image that is enlarged, so its cells are
  /// repeated until smoothing has nothing to blur.
  private func repetition(of grid: CellGrid, in rect: Rect) -> (rows: Int, columns: Int) {
    if case .pixels = format { return (1, 1) }
    func times(_ length: Double, _ cells: Int) -> Int {
      min(64, max(1, Int((length * pixelsPerPoint / Double(cells)).rounded(.up))))
    }
    return (times(rect.height, grid.rows), times(rect.width, grid.columns))
  }
}
