import Charts
import Diagnosis
import Records
import Texts

/// One page: how δ changes over the places of the main chain, what the loss did, and the verdicts.
struct OverviewFigure: RunFigure {
  let context: FigureContext
  /// The runs that are drawn.
  private var shown: FigureContext { context.prefix(Self.mostRuns) }
  /// More runs make a table that nobody reads.
  private static let mostRuns = 64
  static let name = "overview"
  static let topic = "does the gradient reach layer 1, and does the network learn"
  static let isUsual = true

  /// A single run has the dashboard.
  static func isUsual(of runs: Int) -> Bool { runs != 1 }

  var title: String {
    guard context.runs.count == 1, let run = context.runs.first else {
      return "\(context.count), one question: \(question)"
    }
    // Of one network the answer is short enough.
    let answer = isAboutDepth ? ProfileTitle(context.runs).answer : nil
    return "\(context.count): \(answer ?? run.verdictText)"
  }

  /// A question that these runs have an answer to: δ of a single place has no way to go.
  private var question: String {
    if isAboutDepth { return "does the gradient reach \(context.group.noun) 1?" }
    return context.runs.contains(where: \.hasLoss)
      ? "which of them learn?" : "what are the verdicts?"
  }

  /// Whether δ of some run has a way to go: two places at least.
  private var isAboutDepth: Bool {
    context.runs.isEmpty || context.runs.contains { $0.initialProfile(.deltaRMS).count > 1 }
  }

  /// Long lineups get a longer table, and labels that keep apart.
  var size: Size { Size(1600, max(900, 580 + 44 * Double(shown.runs.count))) }

  func draw(on canvas: any Canvas) {
    let shown = shown
    let subtitle =
      context.interruption + context.colourKey + (Narrative(context.runs).headline ?? "")
      + LossJump.sentence(context.runs) + context.left(of: Self.mostRuns)
    let area = Page(title: title, subtitle: subtitle, source: context.source()).draw(on: canvas)
    let left = Rect(x: area.x, y: area.y, width: area.width * 0.46, height: area.height)
    let signal =
      isAboutDepth ? OverviewProfile(context: shown).panel : OverviewSignal(shown).panel
    signal.draw(in: left, on: canvas)
    let x = left.maxX + 56
    let width = area.maxX - x
    let table = table
    let key = canvas.fit(
      OverviewKey(shown).text, width: width, font: Typography.note, maximumLines: 5,
      minimumSize: 11, breaksWords: true)
    let keyHeight = key.lines == [""] ? 0 : key.height + 12
    let tableHeight = min(
      table.height(width: width, on: canvas), (area.height - keyHeight) * 0.5)
    let chart = Rect(
      x: x, y: area.y, width: width, height: area.height - tableHeight - keyHeight - 34)
    var loss = LossPanel(context: shown).panel(
      shown.pairs, title: "loss while training",
      subtitle: "faint and thin: each batch; strong: the running median")
    loss.subtitleSize = Typography.panelSubtitle.size
    loss.draw(in: chart, on: canvas)
    table.draw(
      in: Rect(
        x: x, y: area.maxY - tableHeight - keyHeight, width: width, height: tableHeight),
      on: canvas)
    if keyHeight > 0 {
      canvas.text(key, top: Point(x, area.maxY - key.height), color: Palette.mutedText)
    }
  }

  private var table: TextTable {
    TextTable(
      headings: ["run"] + (isAboutDepth ? ["δ per \(context.group.noun)"] : [])
        + [context.group.scoreHeading, "verdict"],
      rows: shown.pairs.map { run, style in
        let factor = TextTable.Cell(run.factorText)
        return [
          TextTable.Cell(
            run.name, color: style.color.readable(),
            weight: run.judgement.isHealthy ? .bold : .regular)
        ] + (isAboutDepth ? [factor] : []) + [
          TextTable.Cell(context.group.scoreCell(run)),
          TextTable.Cell(
            run.verdictText, color: run.judgement.isHealthy ? Palette.good : Palette.bad),
        ]
      })
  }
}
