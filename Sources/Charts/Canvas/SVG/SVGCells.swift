import Foundation

/// Cells as a PNG of one pixel each within a document. Those of the colour of the ground are left open, so
/// that they have it in every theme.
struct SVGCells {
  private let grid: CellGrid

  init(_ grid: CellGrid) { self.grid = grid }

  /// A path for each colour that a page may set: the cells of a row with the same colour as one rectangle.
  func paths(in rect: Rect, _ paint: SVGPaint) -> [String] {
    let (width, height) = (rect.width / Double(grid.columns), rect.height / Double(grid.rows))
    var paths: [Color: String] = [:]
    for row in 0..<grid.rows {
      var first = 0
      while first < grid.columns {
        let color = grid[row, first]
        var end = first + 1
        while end < grid.columns, grid[row, end] == color { end += 1 }
        let (x, y) = (rect.x + Double(first) * width, rect.y + Double(row) * height)
        let (right, down) = (Double(end - first) * width, SVGText.number(height))
        paths[color, default: ""] +=
          "M\(SVGText.number(x)) \(SVGText.number(y))h\(SVGText.number(right))v\(down)"
          + "h\(SVGText.number(-right))z"
        first = end
      }
    }
    return paths.filter { $0.key != Palette.background }.sorted { $0.key.hex < $1.key.hex }.map {
      "<path\(paint.fill($0)) shape-rendering=\"crispEdges\" d=\"\($1)\"/>"
    }
  }

  /// `data:image/png;base64,…`; nil where there is nothing that a PNG could hold.
  var dataURI: String? {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(4 * grid.colors.count)
    for color in grid.colors {
      let isGround = color.hex == Palette.background.hex
      pixels.append(UInt8(truncatingIfNeeded: color.hex >> 16))
      pixels.append(UInt8(truncatingIfNeeded: color.hex >> 8))
      pixels.append(UInt8(truncatingIfNeeded: color.hex))
      pixels.append(isGround ? 0 : UInt8((color.alpha * 255).rounded()))
    }
    let image = PNGImage(width: grid.columns, height: grid.rows, pixels: pixels)
    guard let bytes = try? image.encoded() else { return nil }
    return "data:image/png;base64," + Data(bytes).base64EncodedString()
  }
}
