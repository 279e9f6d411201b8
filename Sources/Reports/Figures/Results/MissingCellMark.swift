import Charts

/// A matrix as coloured cells of which any may be missing, and NaN says that a run diverged.
struct MissingCellMark: Mark {
  /// Row by row, from the bottom.
  var values: [[Double?]]
  /// The outer edges of the first and the last column, in units of x.
  var x: (lower: Double, upper: Double)
  /// The outer edges of the first and the last row, in units of y.
  var y: (lower: Double, upper: Double)
  var scale: LinearScale
  var colorMap: ColorMap

  /// Far from every colour of the maps.
  static let diverged = Color(hex: 0xBDBDBD)
  static let open = Color(hex: 0xF2F2F2)

  func draw(on canvas: any Canvas, in plot: Rect, x xScale: any Scale, y yScale: any Scale) {
    guard let left = xScale.position(of: x.lower), let right = xScale.position(of: x.upper),
      let bottom = yScale.position(of: y.lower), let top = yScale.position(of: y.upper)
    else { return }
    let height = values.count
    let grid = CellGrid(rows: height, columns: values.map(\.count).max() ?? 0) { row, column in
      let line = values[height - 1 - row]
      return color(of: column < line.count ? line[column] : nil)
    }
    canvas.cells(grid, in: Rect(x: left, y: top, width: right - left, height: bottom - top))
  }

  private func color(of value: Double?) -> Color {
    guard let value else { return Self.open }
    guard value.isFinite else { return Self.diverged }
    return colorMap.color(at: scale.fraction(of: value) ?? 0)
  }
}
