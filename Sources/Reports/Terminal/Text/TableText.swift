/// A table as lines: headings, a rule, the rows, and the notes on the columns that there is room for.
struct TableText {
  private let table: PlainTable
  private let fit: TableFit
  private let width: Int?

  /// The text of a table in a width; nil is room for everything.
  init(_ table: PlainTable, width: Int?) {
    // Many short words make a long cell, too.
    self.table = table.mapped { $0.printable.shortened(to: String.longestMessage) }
    self.width = width
    fit = TableFit(self.table, width: width)
  }

  /// The lines, without blanks at their ends.
  var lines: [RichText] {
    if fit.isFolded { return records + notes(on: Array(table.columns.indices)) }
    let headings = fit.shown.map { PlainTable.Cell(table.columns[$0].heading, role: .strong) }
    let rule = fit.widths.map {
      PlainTable.Cell(String(repeating: "─", count: $0), role: .provenance)
    }
    let rows = table.rows.map { row in
      fit.shown.map { $0 < row.count ? row[$0] : PlainTable.Cell("") }
    }
    return ([headings, rule] + rows).flatMap(lines) + notes(on: fit.shown)
  }

  /// A row has as many lines as its cell with the most.
  private func lines(_ row: [PlainTable.Cell]) -> [RichText] {
    let cells = row.indices.map { place -> [String] in
      switch table.columns[fit.shown[place]].overflow {
      case .wraps: TextWrap(width: fit.widths[place]).lines(row[place].text)
      case .shortens, .never: [ColumnWidth.shortened(row[place].text, fit.widths[place])]
      }
    }
    return (0..<(cells.map(\.count).max() ?? 0)).map { line in
      var text = RichText("")
      var (filled, start) = (0, 0)
      for place in cells.indices {
        defer { start += fit.widths[place] + TableFit.gap }
        guard line < cells[place].count, !cells[place][line].isEmpty else { continue }
        let part = cells[place][line]
        text.append(String(repeating: " ", count: start - filled), nil)
        text.append(part, row[place].role)
        filled = start + ColumnWidth.of(part)
      }
      return text.trimmedAtEnd
    }
  }

  /// The first cell of a row, and below it the others, each behind its heading.
  private var records: [RichText] {
    table.rows.enumerated().flatMap { index, row -> [RichText] in
      var texts = index > 0 ? [RichText("")] : []
      for (place, cell) in row.enumerated() where place < table.columns.count {
        guard place > 0 else {
          texts.append(RichText(cell.text, cell.role ?? .strong))
          continue
        }
        guard !cell.text.isEmpty else { continue }
        texts.append("  \(table.columns[place].heading): \(cell.text, cell.role)")
      }
      return wrapped(texts)
    }
  }

  private func notes(on shown: [Int]) -> [RichText] {
    let headings = shown.map { table.columns[$0].heading }
    let missing = table.columns.map(\.heading).filter { !headings.contains($0) }
    let notes = table.notes.filter { note in
      note.heading.map { headings.contains($0) } ?? true
    }.map { RichText($0.text) }
    let room =
      missing.isEmpty
      ? []
      : [
        RichText(
          "No room here for: \(missing.joined(separator: "; ")) (from \(fit.whole) columns on there is).",
          .provenance)
      ]
    guard !notes.isEmpty || !room.isEmpty else { return [] }
    return wrapped([RichText("")] + notes + room)
  }

  private func wrapped(_ texts: [RichText]) -> [RichText] {
    texts.flatMap { TextWrap.prose(width).lines($0) }
  }
}
