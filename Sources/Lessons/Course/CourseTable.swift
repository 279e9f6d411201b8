import Reports

/// A table of a lesson on a page.
struct CourseTable {
  let table: PlainTable

  /// A column with a text longer than that has room for some words of it.
  private static let mostLetters = 14

  var markup: Markup {
    let head = zip(table.columns, kinds).map { column, kind -> Markup in
      column.heading.isEmpty
        ? "<td></td>" : "<th scope=\"col\"\(kind)>\(column.heading)</th>"
    }
    let rows = table.rows.map { row -> Markup in
      let cells = row.enumerated().map { index, cell -> Markup in
        index == 0
          ? "<th scope=\"row\">\(cell.text)</th>"
          : "<td class=\"\(Self.state(cell.role))\">\(cell.text)</td>"
      }
      return "<tr>\(cells)</tr>\n"
    }
    let notes = table.notes.map { "<p class=\"aside\">\($0.text)</p>\n" as Markup }
    return """
      <div class="wide" role="region" tabindex="0" aria-label="\(name)"><table aria-label="\(name)">
      <thead><tr>\(head)</tr></thead>
      <tbody>\(rows)</tbody>
      </table></div>
      \(notes)
      """
  }

  /// Such as `Table: loss and accuracy by network`.
  private var name: String {
    let headings = table.columns.map(\.heading)
    return "Table: \(Words.list(Array(headings.dropFirst()))) by \(headings.first ?? "")"
  }

  /// Of each column what its cells need.
  private var kinds: [Markup] {
    table.columns.indices.map { column in
      let longest =
        table.rows.compactMap { row in
          row.indices.contains(column) ? row[column].text.count : nil
        }.max() ?? 0
      return longest > Self.mostLetters ? " class=\"long\"" : ""
    }
  }

  private static func state(_ role: TextRole?) -> String {
    switch role {
    case .healthy: "state well"
    case .error: "state sick"
    default: "plain"
    }
  }
}
