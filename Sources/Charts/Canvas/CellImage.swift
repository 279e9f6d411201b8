import CCairo

/// Cells as an image with one pixel (or a block of pixels) for each, painted with the nearest
/// filter: neighbouring rectangles would show seams where anti-aliasing mixes their edges.
struct CellImage {
  private let width: Int
  private let height: Int
  private var packed: [UInt32]

  init(_ grid: CellGrid, repeating times: (rows: Int, columns: Int)) {
    width = grid.columns * times.columns
    height = grid.rows * times.rows
    packed = []
    packed.reserveCapacity(width * height)
    for row in 0..<grid.rows {
      let line = (0..<grid.columns).flatMap {
        repeatElement(Self.pack(grid[row, $0]), count: times.columns)
      }
      for _ in 0..<times.rows { packed.append(contentsOf: line) }
    }
  }

  /// Cairo's ARGB32: native byte order, colour premultiplied by alpha.
  private static func pack(_ color: Color) -> UInt32 {
    func byte(_ component: Double) -> UInt32 { UInt32((component * 255).rounded()) }
    return byte(color.alpha) << 24 | byte(color.red * color.alpha) << 16
      | byte(color.green * color.alpha) << 8 | byte(color.blue * color.alpha)
  }

  /// Fills the current path, which must be `rect`, with the image stretched over `rect`.
  func paint(into context: OpaquePointer, rect: Rect) {
    var pixels = packed
    pixels.withUnsafeMutableBytes { bytes in
      let image = cairo_image_surface_create_for_data(
        bytes.bindMemory(to: UInt8.self).baseAddress, CAIRO_FORMAT_ARGB32, Int32(width),
        Int32(height), Int32(width * 4))
      let pattern = cairo_pattern_create_for_surface(image)
      var matrix = cairo_matrix_t()
      cairo_matrix_init_scale(
        &matrix, Double(width) / rect.width, Double(height) / rect.height)
      cairo_matrix_translate(&matrix, -rect.x, -rect.y)
      cairo_pattern_set_matrix(pattern, &matrix)
      cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST)
      cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
      cairo_set_source(context, pattern)
      cairo_fill(context)
      // Release the pattern before the pixels go away: vector surfaces copy them now.
      cairo_set_source_rgb(context, 0, 0, 0)
      cairo_pattern_destroy(pattern)
      cairo_surface_finish(image)
      cairo_surface_destroy(image)
    }
  }
}
