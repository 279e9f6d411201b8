import Foundation

/// Cells as a PNG of one pixel each within a document. Those of the colour of the ground are left open, so
/// that they have it in every theme.
struct SVGCells {
  private let grid: CellGrid

  init(_ grid: CellGrid) { self.grid = grid }

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
