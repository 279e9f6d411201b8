/// Lines of a computation in columns: numbers at the right of theirs, words at the left.
struct Working {
  /// A line is a list of cells.
  private var rows: [[String]] = []

  /// Adds a line.
  mutating func add(_ cells: String...) { rows.append(cells) }

  /// The lines, whose columns stand under each other. A cell that begins like a number stands at the right of
  /// its column.
  var lines: [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = zip(row, widths).map { cell, width in
        let room = String(repeating: " ", count: width - cell.count)
        return Self.isNumber(cell) ? room + cell : cell + room
      }
      var line = cells.joined(separator: " ")
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }

  /// `0.5`, `(−0.5)`: a number as it stands within a sum or a product.
  static func term(_ value: Shown) -> String { value.value < 0 ? "(\(value))" : "\(value)" }

  private static func isNumber(_ cell: String) -> Bool {
    guard let first = cell.first(where: { $0 != "−" && $0 != "(" }) else { return false }
    return first.isNumber
  }
}
