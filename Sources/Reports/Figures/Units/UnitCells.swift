import Charts

/// Every unit as a cell in the colour of its fate, a row a place. Where more units share a row than it has
/// pixels, a cell has the fate that most of its units have.
struct UnitCells: Mark {
  let rows: [[UnitFate]]

  /// Cells at least so wide and high have a line between them.
  private static let parted = 4.0

  private var width: Int { rows.map(\.count).max() ?? 0 }

  func draw(on canvas: any Canvas, in plot: Rect, x: any Scale, y: any Scale) {
    guard width > 0, let left = x.position(of: 0.5),
      let right = x.position(of: Double(width) + 0.5),
      let top = y.position(of: 0.5), let bottom = y.position(of: Double(rows.count) + 0.5)
    else { return }
    let area = Rect(x: left, y: min(top, bottom), width: right - left, height: abs(bottom - top))
    let columns = min(width, max(1, Int(area.width * canvas.pixelsPerPoint)))
    let height = min(rows.count, max(1, Int(area.height * canvas.pixelsPerPoint)))
    var grid = CellGrid(rows: height, columns: columns) { row, column in
      let units = rows[block(row, of: height, in: rows.count)].flatMap { line in
        line[block(column, of: columns, in: width).clamped(to: 0..<line.count)]
      }
      return Self.fate(of: units)?.color ?? Palette.background
    }
    grid.followsTheme = true
    canvas.clipped(to: plot) { canvas.cells(grid, in: area) }
    draw(linesBetween: (height, columns), in: area, canvas)
    show(on: canvas, x: x, y: y)
  }

  /// Which of `total` rows or columns a cell of `count` stands for.
  private func block(_ cell: Int, of count: Int, in total: Int) -> Range<Int> {
    cell * total / count..<(cell + 1) * total / count
  }

  /// The most frequent fate, of equals the one that is worse; nil without units.
  static func fate(of units: [UnitFate]) -> UnitFate? {
    UnitFate.allCases.filter(units.contains).max { a, b in
      let (first, second) = (units.count { $0 == a }, units.count { $0 == b })
      return (first, a.rawValue) < (second, b.rawValue)
    }
  }

  private func draw(
    linesBetween cells: (rows: Int, columns: Int), in area: Rect, _ canvas: any Canvas
  ) {
    let style = StrokeStyle(Palette.background, width: 0.8)
    let (width, height) = (
      area.width / Double(cells.columns), area.height / Double(cells.rows)
    )
    guard width >= Self.parted, height >= Self.parted else { return }
    for column in 1..<max(cells.columns, 1) {
      let x = area.minX + Double(column) * width
      canvas.line(from: Point(x, area.minY), to: Point(x, area.maxY), style)
    }
    for row in 1..<max(cells.rows, 1) {
      let y = area.minY + Double(row) * height
      canvas.line(from: Point(area.minX, y), to: Point(area.maxX, y), style)
    }
  }

  /// Units that do not work are told under the name of their fate.
  private func show(on canvas: any Canvas, x: any Scale, y: any Scale) {
    for fate in UnitFate.allCases where fate != .working {
      let points = rows.enumerated().flatMap { row, units in
        units.indices.filter { units[$0] == fate }.compactMap { unit -> ShownValues.Point? in
          let place = (Double(unit + 1), Double(row + 1))
          guard let px = x.position(of: place.0), let py = y.position(of: place.1) else {
            return nil
          }
          return ShownValues.Point(Point(px, py), x: place.0, y: place.1)
        }
      }
      if !points.isEmpty {
        canvas.show(.line(name: fate.word, color: fate.color, points))
      }
    }
  }
}
