/// How different two pictures look, judged where they differ most.
///
/// For each tile: d = Σ |aᵢ − bᵢ| / (255 · n) over the red, green and blue bytes of its pixels;
/// the result is the largest d. An average over the whole picture would hide a missing label; a
/// comparison of bytes would fail for another version of the font renderer.
public struct ImageComparison: Sendable {
  /// The largest tile difference: 0 for equal pictures, 1 for black against white and for
  /// pictures of different sizes.
  public let worstDifference: Double
  /// The top left pixel of the worst tile; nil for equal pictures and for different sizes.
  public let worstTile: (x: Int, y: Int)?

  /// Compares two pictures, transparent pixels over white.
  ///
  /// - Parameter tile: the side of a tile in pixels; tiles at the edges are smaller.
  public init(_ first: PNGImage, _ second: PNGImage, tile: Int = 16) {
    guard first.width == second.width, first.height == second.height,
      first.pixels.count == first.width * first.height * 4,
      second.pixels.count == first.pixels.count
    else {
      worstDifference = 1
      worstTile = nil
      return
    }
    let side = max(1, tile)
    var worst = 0.0
    var place: (x: Int, y: Int)?
    for top in stride(from: 0, to: first.height, by: side) {
      for left in stride(from: 0, to: first.width, by: side) {
        var sum = 0.0
        let rows = top..<min(top + side, first.height)
        let columns = left..<min(left + side, first.width)
        for y in rows {
          for x in columns {
            sum += Self.difference(first.pixels, second.pixels, (y * first.width + x) * 4)
          }
        }
        let difference = sum / Double(rows.count * columns.count)
        if difference > worst {
          worst = difference
          place = (left, top)
        }
      }
    }
    worstDifference = worst
    worstTile = place
  }

  private static func difference(_ a: [UInt8], _ b: [UInt8], _ at: Int) -> Double {
    func overWhite(_ pixels: [UInt8], _ channel: Int) -> Double {
      let alpha = Double(pixels[at + 3]) / 255
      return Double(pixels[at + channel]) * alpha + 255 * (1 - alpha)
    }
    return (0..<3).reduce(0.0) { $0 + abs(overWhite(a, $1) - overWhite(b, $1)) } / (3 * 255)
  }
}
