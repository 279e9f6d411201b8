extension CellNotes {
  /// A matrix of values and where its cells are drawn.
  struct Field {
    /// An upright or level line along the edges of cells.
    struct Line: Hashable {
      var from: Point
      var to: Point

      var length: Double { abs(to.x - from.x) + abs(to.y - from.y) }
    }

    /// Row by row, all equally long; nil where there is no value.
    let grid: [[Double?]]
    private let columns: Int
    /// The first and the last edge in points, across and down.
    private let across: (first: Double, last: Double)
    private let down: (first: Double, last: Double)

    /// nil where the cells have no place on the scales.
    init?(_ grid: [[Double?]], of cells: CellMark, x: any Scale, y: any Scale) {
      guard let left = x.position(of: cells.xEdges.first),
        let right = x.position(of: cells.xEdges.last), let top = y.position(of: cells.yEdges.first),
        let bottom = y.position(of: cells.yEdges.last)
      else { return nil }
      self.grid = grid
      columns = grid.first?.count ?? 0
      (across, down) = ((left, right), (top, bottom))
    }

    private func x(_ column: Int) -> Double {
      across.first + (across.last - across.first) * Double(column) / Double(max(columns, 1))
    }

    private func y(_ row: Int) -> Double {
      down.first + (down.last - down.first) * Double(row) / Double(max(grid.count, 1))
    }

    /// Where a block of cells is drawn.
    func rect(rows: Range<Int>, columns: Range<Int>) -> Rect {
      let (left, right) = (x(columns.lowerBound), x(columns.upperBound))
      let (top, bottom) = (y(rows.lowerBound), y(rows.upperBound))
      return Rect(
        x: min(left, right), y: min(top, bottom), width: abs(right - left),
        height: abs(bottom - top))
    }

    /// Whether all cells that a rectangle reaches into have positive finite values.
    func hasValues(in area: Rect) -> Bool {
      for row in grid.indices {
        for column in 0..<columns
        where rect(rows: row..<row + 1, columns: column..<column + 1).overlaps(area) {
          guard let value = grid[row][column], value > 0, value.isFinite else { return false }
        }
      }
      return true
    }

    /// The edges between positive finite values on both sides of a level, those in a row as one line.
    func lines(at level: Double) -> [Line] {
      func isBetween(_ a: Double?, _ b: Double?) -> Bool {
        guard let a, let b, a.isFinite, b.isFinite, a > 0, b > 0 else { return false }
        return (a < level) != (b < level)
      }
      var lines: [Line] = []
      for row in grid.indices.dropFirst() {
        for run in Self.runs(columns, where: { isBetween(grid[row - 1][$0], grid[row][$0]) }) {
          lines.append(
            Line(from: Point(x(run.lowerBound), y(row)), to: Point(x(run.upperBound), y(row))))
        }
      }
      for column in 1..<max(columns, 1) {
        for run in Self.runs(
          grid.count, where: { isBetween(grid[$0][column - 1], grid[$0][column]) })
        {
          lines.append(
            Line(from: Point(x(column), y(run.lowerBound)), to: Point(x(column), y(run.upperBound)))
          )
        }
      }
      return lines
    }

    /// The longest ranges of numbers below `count` that have a property.
    private static func runs(_ count: Int, where holds: (Int) -> Bool) -> [Range<Int>] {
      var runs: [Range<Int>] = []
      for index in 0..<count where holds(index) {
        if let last = runs.last, last.upperBound == index {
          runs[runs.count - 1] = last.lowerBound..<index + 1
        } else {
          runs.append(index..<index + 1)
        }
      }
      return runs
    }
  }
}
