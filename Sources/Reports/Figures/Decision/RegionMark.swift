import Charts
import Records

/// Where a network answers which class: its colour, fainter where it is less sure, a line where the answer
/// changes, and the class's name in the middle of its largest region.
struct RegionMark: Mark {
  let map: OutputMap
  let grid: OutputGrid

  private static let strongest = 0.5

  private var columns: Int { map.axes.first?.count ?? 0 }
  /// 1 of a single feature, whose cells are as high as the plot.
  private var rows: Int { map.axes.count > 1 ? map.axes[1].count : 1 }

  func draw(on canvas: any Canvas, in plot: Rect, x: any Scale, y: any Scale) {
    guard let horizontal = map.axes.first, columns * rows == grid.winners.count,
      let left = x.position(of: horizontal.lower), let right = x.position(of: horizontal.upper)
    else { return }
    var (top, bottom) = (plot.minY, plot.maxY)
    if map.axes.count > 1 {
      guard let high = y.position(of: map.axes[1].upper),
        let low = y.position(of: map.axes[1].lower)
      else { return }
      (top, bottom) = (high, low)
    }
    let area = Rect(x: left, y: top, width: right - left, height: bottom - top)
    canvas.clipped(to: plot) {
      // The first row of the map is at the foot.
      canvas.cells(
        CellGrid(rows: rows, columns: columns) { color(rows - 1 - $0, $1) }, in: area)
      canvas.stroke(border(in: area), StrokeStyle(Palette.ink, width: 1.4))
    }
    canvas.show(
      .cells(
        area,
        rows: (0..<rows).reversed().map { row in
          (0..<columns).map { Double(grid.values[row * columns + $0]) }
        },
        x: .init(horizontal.lower, horizontal.upper),
        y: map.axes.count > 1 ? .init(map.axes[1].upper, map.axes[1].lower) : .init(1, 0)))
    for index in map.classes.indices { drawName(of: index, in: area, on: canvas) }
  }

  private func winner(_ row: Int, _ column: Int) -> UInt8 { grid.winners[row * columns + column] }

  /// From 1 / K, guessing, to 1.
  private func color(_ row: Int, _ column: Int) -> Color {
    let index = winner(row, column)
    guard index != OutputGrid.noClass else { return SpecialColors().notANumber }
    let guessing = 1 / Double(max(map.classes.count, 2))
    let sure = (Double(grid.values[row * columns + column]) - guessing) / (1 - guessing)
    return DecisionPanel.color(of: Int(index)).opacity(
      Self.strongest * min(max(sure.isFinite ? sure : 0, 0.1), 1))
  }

  /// The edges between cells of different classes.
  private func border(in area: Rect) -> Path {
    let (width, height) = (area.width / Double(columns), area.height / Double(rows))
    func corner(_ column: Int, _ row: Int) -> Point {
      Point(area.minX + Double(column) * width, area.maxY - Double(row) * height)
    }
    var path = Path()
    for row in 0..<rows {
      for column in 0..<columns {
        let own = winner(row, column)
        if column + 1 < columns, winner(row, column + 1) != own {
          path.move(to: corner(column + 1, row))
          path.line(to: corner(column + 1, row + 1))
        }
        if row + 1 < rows, winner(row + 1, column) != own {
          path.move(to: corner(column, row + 1))
          path.line(to: corner(column + 1, row + 1))
        }
      }
    }
    return path
  }

  // MARK: - Names

  /// In the cell that is farthest from every other class, from the edge and from the examples, where there
  /// is room.
  private func drawName(of index: Int, in area: Rect, on canvas: any Canvas) {
    guard rows > 1, let place = middle(of: UInt8(clamping: index)) else { return }
    let font = Font(size: 15, weight: .bold)
    let extent = canvas.measure(map.classes[index], font)
    let (width, height) = (area.width / Double(columns), area.height / Double(rows))
    guard Double(place.reach) * min(width, height) > extent.width / 2 + 4 else { return }
    let center = Point(
      area.minX + (Double(place.column) + 0.5) * width,
      area.maxY - (Double(place.row) + 0.5) * height)
    let style = TextStyle(
      font, color: DecisionPanel.color(of: index).readable(), anchor: .middle, baseline: .middle)
    canvas.fill(
      Rect(
        x: center.x - extent.width / 2, y: center.y - extent.height / 2, width: extent.width,
        height: extent.height
      ).expanded(by: 2), Palette.background.opacity(0.75))
    canvas.text(map.classes[index], at: center, style)
  }

  /// The cell of a class that is farthest from what is not of it and from examples, in cells: by two passes over the grid, the
  /// distance to a neighbour being 1 across and 1.4 aslant.
  private func middle(of index: UInt8) -> (row: Int, column: Int, reach: Double)? {
    var reach = [Double](repeating: 0, count: rows * columns)
    let taken = Set(map.examples.compactMap { map.cell(of: $0.features) })
    func isFree(_ row: Int, _ column: Int) -> Bool {
      winner(row, column) == index && !taken.contains(row * columns + column)
    }
    func at(_ row: Int, _ column: Int) -> Double {
      (0..<rows).contains(row) && (0..<columns).contains(column) ? reach[row * columns + column] : 0
    }
    for row in 0..<rows {
      for column in 0..<columns where isFree(row, column) {
        reach[row * columns + column] = min(
          at(row, column - 1) + 1, at(row - 1, column) + 1, at(row - 1, column - 1) + 1.4,
          at(row - 1, column + 1) + 1.4)
      }
    }
    var best: (row: Int, column: Int, reach: Double)?
    for row in (0..<rows).reversed() {
      for column in (0..<columns).reversed() where isFree(row, column) {
        let value = min(
          reach[row * columns + column], at(row, column + 1) + 1, at(row + 1, column) + 1,
          at(row + 1, column + 1) + 1.4, at(row + 1, column - 1) + 1.4)
        reach[row * columns + column] = value
        if value > best?.reach ?? 0 { best = (row, column, value) }
      }
    }
    return best
  }
}
