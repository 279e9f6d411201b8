import CCairo

/// A canvas over Cairo: pixels, or SVG or PDF bytes.
///
/// Cairo keeps its first error and ignores what is drawn after it; `finish` throws it.
public final class CairoCanvas: Canvas {
  /// What the drawing becomes.
  public enum Format: Sendable, Hashable {
    /// Pixels, `scale` of them for each point.
    case pixels(scale: Double)
    case svg
    case pdf
  }

  public let size: Size
  public let format: Format
  private let surface: OpaquePointer
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
      case .svg: cairo_svg_surface_create_for_stream(ByteSink.append, target, width, height)
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

  /// The pixels drawn so far, without Cairo's premultiplication.
  ///
  /// - Throws: `PictureError.drawing` if anything failed while drawing, or if this canvas has no
  ///   pixels.
  public func image() throws(PictureError) -> PNGImage {
    guard case .pixels(let scale) = format else { throw .drawing("a vector canvas has no pixels") }
    cairo_surface_flush(surface)
    try check()
    guard let data = cairo_image_surface_get_data(surface) else { throw .drawing("no pixels") }
    let width = Int(cairo_image_surface_get_width(surface))
    let height = Int(cairo_image_surface_get_height(surface))
    let stride = Int(cairo_image_surface_get_stride(surface))
    var pixels = [UInt8](repeating: 0, count: width * height * 4)
    pixels.withUnsafeMutableBufferPointer { pixels in
      guard var target = pixels.baseAddress else { return }
      var y = 0
      while y < height {
        Self.unpack(UnsafeRawPointer(data + y * stride), count: width, into: target)
        target += width * 4
        y += 1
      }
    }
    // One point is 1/72 inch on paper, but screens count 96 points an inch.
    return PNGImage(
      width: width, height: height, pixels: pixels,
      pixelsPerMetre: UInt32((scale * 96 / 0.0254).rounded()))
  }

  /// Cairo's 32 bits a pixel, colours multiplied by alpha, as red, green, blue, alpha.
  //
  // By hand, with `while`: millions of pixels pass here, and in a build that is not optimized, as that of
  // the tests, ranges and checked conversions took nine tenths of the time of a command.
  private static func unpack(
    _ row: UnsafeRawPointer, count: Int, into target: UnsafeMutablePointer<UInt8>
  ) {
    var x = 0
    while x < count {
      let packed = row.load(fromByteOffset: 4 * x, as: UInt32.self)
      let alpha = packed >> 24
      var (red, green, blue) = (packed >> 16 & 255, packed >> 8 & 255, packed & 255)
      if alpha < 255, alpha > 0 {
        red = min(255, (red * 255 + alpha / 2) / alpha)
        green = min(255, (green * 255 + alpha / 2) / alpha)
        blue = min(255, (blue * 255 + alpha / 2) / alpha)
      }
      target[4 * x] = UInt8(truncatingIfNeeded: red)
      target[4 * x + 1] = UInt8(truncatingIfNeeded: green)
      target[4 * x + 2] = UInt8(truncatingIfNeeded: blue)
      target[4 * x + 3] = UInt8(truncatingIfNeeded: alpha)
      x += 1
    }
  }

  /// The bytes of the finished SVG or PDF; nothing can be drawn afterwards.
  ///
  /// - Throws: `PictureError.drawing` if anything failed while drawing.
  public func vectorBytes(metadata: [TextEntry] = []) throws(PictureError) -> [UInt8] {
    if format == .pdf { DocumentMetadata.set(metadata, onPDF: surface) }
    try check()
    cairo_surface_finish(surface)
    try check()
    return format == .svg ? DocumentMetadata.insert(metadata, intoSVG: sink.bytes) : sink.bytes
  }

  private func check() throws(PictureError) {
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
