import Charts

/// Two pictures and where they differ, in one.
enum SideBySide {
  /// The reference at the left, what is drawn now in the middle, and at the right how far each pixel differs, from
  /// white to black.
  static func image(_ reference: PNGImage, _ now: PNGImage) -> PNGImage {
    let width = max(reference.width, now.width)
    let height = max(reference.height, now.height)
    let gap = 8
    var pixels = [UInt8](repeating: 255, count: (3 * width + 2 * gap) * height * 4)
    func byte(_ image: PNGImage, _ x: Int, _ y: Int, _ channel: Int) -> Int {
      x < image.width && y < image.height
        ? Int(image.pixels[(y * image.width + x) * 4 + channel]) : 255
    }
    for y in 0..<height {
      for x in 0..<width {
        let row = y * (3 * width + 2 * gap)
        var most = 0
        for channel in 0..<3 {
          let (old, new) = (byte(reference, x, y, channel), byte(now, x, y, channel))
          pixels[(row + x) * 4 + channel] = UInt8(old)
          pixels[(row + width + gap + x) * 4 + channel] = UInt8(new)
          most = max(most, abs(old - new))
        }
        for channel in 0..<3 {
          pixels[(row + 2 * (width + gap) + x) * 4 + channel] = UInt8(255 - most)
        }
      }
    }
    return PNGImage(width: 3 * width + 2 * gap, height: height, pixels: pixels)
  }
}
