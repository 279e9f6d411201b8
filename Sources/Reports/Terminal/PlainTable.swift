/// Columns of text for a terminal, as wide as what is in them.
public struct PlainTable: Sendable {
  private let headings: [String]
  private let rows: [[String]]

  /// A table; a row that is shorter than the headings ends with empty cells.
  public init(headings: [String], rows: [[String]]) {
    self.headings = headings
    self.rows = rows
  }

  /// The lines, without blanks at their ends.
  public var lines: [String] {
    let widths = headings.indices.map { column in
      ([headings] + rows).map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let padded = zip(cells, widths).map { cell, width in
        cell + String(repeating: " ", count: max(width - cell.count, 0))
      }.joined(separator: "  ")
      return String(padded.reversed().drop { $0 == " " }.reversed())
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return [line(headings), rule] + rows.map(line)
  }
}
