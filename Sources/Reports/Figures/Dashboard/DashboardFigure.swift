import Charts
import Diagnosis
import Records
import Texts

/// One run on one page: the verdict with its numbers, what was measured, and the findings with what to do.
struct DashboardFigure: RunFigure {
  let context: FigureContext
  /// What the run has to show, each with the colours that explain it.
  private let panels: [(panel: Panel, bar: ColorBar?)]
  static let name = "dashboard"
  static let topic = "one run on one page: verdict, loss, δ, updates, units and findings"
  static let isUsual = true

  /// Of several runs, the overview.
  static func isUsual(of runs: Int) -> Bool { runs == 1 }

  var lack: String? {
    context.runs.count == 1
      ? nil : "it is of one run, and there are \(context.runs.count); the overview shows several"
  }

  /// Such as `relu-naive · vanishing gradient: weights too small · accuracy 0.10`.
  var title: String {
    guard let run else { return "No run" }
    return [run.name, run.verdictText, run.scoreWords].compactMap { $0 }.joined(separator: "  ·  ")
  }

  var size: Size { Size(1600, 330 + 400 * Double(rows)) }

  private var run: JudgedRun? { context.runs.first }

  init(context: FigureContext) {
    self.context = context
    panels = context.runs.count == 1 ? Self.panels(context) : []
  }

  private static func panels(_ context: FigureContext) -> [(panel: Panel, bar: ColorBar?)] {
    guard let run = context.runs.first, let style = context.styles.first else { return [] }
    let isChain = run.initialProfile(.deltaRMS).count > 1
    let signal =
      isChain ? DashboardProfile(run, style).panel : OverviewSignal(context, namesRuns: false).panel
    return [
      (DashboardLoss(context).panel, nil), (signal, nil), isChain ? heatmap(context) : nil,
      DashboardUpdates(context)?.panel.map { ($0, nil) },
      DashboardUnits(run, style)?.panel.map { ($0, nil) },
    ].compactMap { $0 }
  }

  private static func heatmap(_ context: FigureContext) -> (panel: Panel, bar: ColorBar?)? {
    let axis = context.axis
    guard let (panel, bar) = SignalHeatmaps(context: context, signal: .delta).firstPanel else {
      return nil
    }
    var named = panel
    named.title = "δ by \(axis.noun) and \(axis.isInTime ? "training step" : "step")"
    named.titleColor = Palette.ink
    named.subtitle = "dark: little; upward is the way back to \(axis.noun) 1"
    named.subtitleColor = Palette.secondaryText
    return (named, bar)
  }

  /// Panels and the findings, in rows of so many.
  private var columns: Int { panels.count < 4 ? 2 : 3 }
  private var rows: Int { (panels.count + columns) / columns }

  func draw(on canvas: any Canvas) {
    guard let run else { return }
    let area = Page(title: title, subtitle: subtitle(run), source: context.source())
      .draw(on: canvas)
    let (columns, rows) = (columns, rows)
    let gutter = (x: 34.0, y: 30.0)
    let width = (area.width - gutter.x * Double(columns - 1)) / Double(columns)
    let height = (area.height - gutter.y * Double(rows - 1)) / Double(rows)
    func place(_ index: Int) -> Rect {
      Rect(
        x: area.x + Double(index % columns) * (width + gutter.x),
        y: area.y + Double(index / columns) * (height + gutter.y), width: width, height: height)
    }
    for (index, item) in panels.enumerated() {
      draw(item.panel, item.bar, in: place(index), on: canvas)
    }
    // The findings have what is left of the last row.
    let first = place(panels.count)
    DashboardFindings(run).draw(
      in: Rect(x: first.x, y: first.y, width: area.maxX - first.x, height: height), on: canvas)
  }

  private func draw(_ panel: Panel, _ bar: ColorBar?, in rect: Rect, on canvas: any Canvas) {
    var panel = panel
    // Captions side by side are of one size: what is long is wrapped.
    panel.subtitleSize = Typography.panelSubtitle.size
    guard let bar else {
      panel.draw(in: rect, on: canvas)
      return
    }
    let width = bar.width(height: rect.height, on: canvas)
    let plot = panel.draw(
      in: Rect(x: rect.x, y: rect.y, width: rect.width - width - 20, height: rect.height),
      on: canvas)
    bar.draw(
      in: Rect(
        x: rect.maxX - width, y: plot.minY - 24, width: width,
        height: plot.height + 24), on: canvas)
  }

  private func subtitle(_ run: JudgedRun) -> String {
    let words = NetworkWords(run)
    let network = run.chain == nil ? nil : words.network
    let chance = run.record.chance.flatMap { chance -> String? in
      guard chance.loss.isFinite else { return nil }
      return "guessing has loss \(Words.short(chance.loss, digits: 3))"
        + (chance.accuracy.isFinite && !run.isScoredByLoss
          ? " and accuracy \(Words.share(chance.accuracy))" : "")
    }
    let updates = run.evidence.learning.updates
    let loss =
      run.hasLoss
      ? "loss \(run.lossCell) in \(updates) \(updates == 1 ? "update" : "updates")" : nil
    let facts = [network, loss, chance].compactMap { $0 }.joined(separator: "; ")
    return context.interruption + (facts.isEmpty ? "" : facts.prefix(1).uppercased())
      + (facts.isEmpty ? "" : facts.dropFirst() + ".")
      + LossJump.sentence(context.runs)
      + (OverviewKey(context).slope.map { " \($0)" } ?? "")
  }
}
