import Reports

/// A table of a lesson on a page.
struct CourseTable {
  let table: PlainTable

  var markup: Markup {
    let head = table.columns.map { "<th scope=\"col\">\($0.heading)</th>" as Markup }
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
      <div class="wide" tabindex="0"><table>
      <thead><tr>\(head)</tr></thead>
      <tbody>\(rows)</tbody>
      </table></div>
      \(notes)
      """
  }

  private static func state(_ role: TextRole?) -> String {
    switch role {
    case .healthy: "state well"
    case .error: "state sick"
    default: "plain"
    }
  }
}
