import Diagnosis
import Records
import Texts

/// The runs side by side, a row each, to be sorted by any column.
struct RunsTable {
  let context: PageContext

  /// A column: its heading, what a cell shows, and by which number or text it is sorted.
  private struct Column {
    let heading: String
    let cell: (JudgedRun) -> String
    /// nil sorts by the text.
    var value: ((JudgedRun) -> Double?)?
  }

  private var group: RunGroup { RunGroup(context.runs) }

  private var columns: [Column] {
    let group = self.group
    let hasChains = context.runs.contains { $0.depth > 0 }
    let flow = [
      Column(
        heading: "δ per \(group.noun)", cell: \.factorText,
        value: { $0.evidence.initialDeltaFactor }),
      Column(
        heading: "off theory", cell: { AgainstTheory($0)?.cell ?? "–" },
        value: { run in AgainstTheory(run).flatMap { $0.limits.isEmpty ? abs($0.delta) : nil } }),
    ]
    let all = [
      Column(
        heading: "loss at start",
        cell: { $0.hasLoss || $0.isOwn ? Words.short($0.initialLoss, digits: 3) : "–" },
        value: { $0.initialLoss }),
      Column(
        heading: "loss at end",
        cell: { $0.hasLoss || $0.isOwn ? Words.short($0.finalLoss, digits: 3) : "–" },
        value: { $0.finalLoss }),
      Column(
        heading: group.scoreHeading, cell: { group.scoreCell($0) },
        value: { $0.isScoredByLoss ? $0.score.loss ?? $0.finalLoss : $0.accuracy }),
    ]
    // Runs without another score have their loss at the end but once.
    let shown = context.runs.allSatisfy { $0.isScoredByLoss } ? [all[0], all[2]] : all
    return shown + (hasChains ? flow : []) + [Column(heading: "verdict", cell: \.verdictText)]
  }

  var markup: Markup {
    let columns = columns
    let headings = ["run"] + columns.map(\.heading)
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="Table of the runs">
      <table class="runs sortable" data-testid="runs-table">
      <caption>The runs side by side; a heading sorts.</caption>
      <thead><tr>
      \(headings.map { "<th scope=\"col\"><button type=\"button\">\($0)</button></th>\n" as Markup })\
      </tr></thead>
      <tbody>
      \(context.runs.indices.map { row($0, columns) })</tbody>
      </table>
      </div>
      \(notes)
      """
  }

  private func row(_ index: Int, _ columns: [Column]) -> Markup {
    let run = context.runs[index]
    let cells = columns.map { column -> Markup in
      guard let value = column.value else {
        let state = PageContext.state(run)
        return """
          <td class="state \(state.name)"><span class="sign" aria-hidden="true">\(state.sign)</span> \
          \(column.cell(run))</td>

          """
      }
      let number = value(run).map { "\($0)" } ?? ""
      return "<td class=\"number\" data-value=\"\(number)\">\(column.cell(run))</td>\n"
    }
    return """
      <tr data-run="\(index)">
      <th scope="row">\(context.swatch(index)) \(PageContext.name(run))</th>
      \(cells)</tr>

      """
  }

  /// What the columns mean, as the table of the terminal has it.
  private var notes: Markup {
    var known: Set<Glossary.Term> = []
    let shown = Set(columns.map(\.heading))
    var result = Markup.none
    for case .table(let table) in ComparisonTable(context.runs).blocks {
      for note in table.notes where note.heading.map(shown.contains) ?? true {
        guard !note.text.isEmpty else { continue }
        let glossed = GlossedText(note.text, known: known)
        known = glossed.terms
        result += "<p class=\"aside\">\(glossed.markup)</p>\n"
      }
    }
    return result
  }
}
