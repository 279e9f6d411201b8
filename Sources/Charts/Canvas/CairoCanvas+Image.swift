import CCairo

extension CairoCanvas {
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
}
