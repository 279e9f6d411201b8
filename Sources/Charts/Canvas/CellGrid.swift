/// Coloured cells, row by row from the top left.
public struct CellGrid: Sendable, Hashable {
  public let rows: Int
  public let columns: Int
  /// rows · columns colours.
  public let colors: [Color]
  /// Whether the colours stand for a few words, so that each theme may have its own; those of a scale are the
  /// same in every theme.
  public var followsTheme = false

  /// - Parameter color: the colour of the cell at (row, column).
  public init(rows: Int, columns: Int, color: (Int, Int) -> Color) {
    self.rows = max(0, rows)
    self.columns = max(0, columns)
    var colors: [Color] = []
    colors.reserveCapacity(self.rows * self.columns)
    for row in 0..<self.rows {
      for column in 0..<self.columns { colors.append(color(row, column)) }
    }
    self.colors = colors
  }

  public subscript(row: Int, column: Int) -> Color { colors[row * columns + column] }
}
