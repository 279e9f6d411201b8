/// A table as lines: headings, a rule, the rows, and the notes on the columns that there is room for.
struct TableText {
  private let table: PlainTable
  private let fit: TableFit
  private let width: Int?
  private let colors: Bool

  /// The text of a table in a width; nil is room for everything.
  init(_ table: PlainTable, width: Int?, colors: Bool) {
    var table = table
    for row in table.rows.indices {
      for column in table.rows[row].indices {
        // Many short words make a long cell, too.
        table.rows[row][column].text = table.rows[row][column].text.printable
          .shortened(to: String.longestMessage)
      }
    }
    self.table = table
    self.width = width
    self.colors = colors
    fit = TableFit(table, width: width)
  }

  /// The lines, without blanks at their ends.
  var lines: [String] {
    let headings = fit.shown.map { PlainTable.Cell(table.columns[$0].heading) }
    let rule = fit.widths.map { PlainTable.Cell(String(repeating: "─", count: $0)) }
    let rows = table.rows.map { row in
      fit.shown.map { $0 < row.count ? row[$0] : PlainTable.Cell("") }
    }
    return ([headings, rule] + rows).flatMap(lines) + notes
  }

  /// A row has as many lines as its cell with the most.
  private func lines(_ row: [PlainTable.Cell]) -> [String] {
    let cells = row.indices.map { place -> [String] in
      switch table.columns[fit.shown[place]].overflow {
      case .wraps: TextWrap(width: fit.widths[place]).lines(row[place].text)
      case .shortens, .never: [ColumnWidth.shortened(row[place].text, fit.widths[place])]
      }
    }
    return (0..<(cells.map(\.count).max() ?? 0)).map { line in
      var text = ""
      var (filled, start) = (0, 0)
      for place in cells.indices {
        defer { start += fit.widths[place] + TableFit.gap }
        guard line < cells[place].count, !cells[place][line].isEmpty else { continue }
        let part = cells[place][line]
        text += String(repeating: " ", count: start - filled)
        text += colors ? row[place].style?.painted(part) ?? part : part
        filled = start + ColumnWidth.of(part)
      }
      return text.trimmedAtEnd
    }
  }

  private var notes: [String] {
    let headings = fit.shown.map { table.columns[$0].heading }
    let missing = table.columns.map(\.heading).filter { !headings.contains($0) }
    let notes = table.notes.filter { note in
      note.heading.map { headings.contains($0) } ?? true
    }.map(\.text)
    let room =
      missing.isEmpty ? [] : ["No room here for: \(missing.joined(separator: "; "))."]
    guard !notes.isEmpty || !room.isEmpty else { return [] }
    return TerminalText(width: width, colors: false)
      .lines([.blank] + (notes + room).map { .line($0) })
  }
}
