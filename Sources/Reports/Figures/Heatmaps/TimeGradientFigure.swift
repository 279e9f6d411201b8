import Charts
import Diagnosis
import Records
import Texts

/// Gradient through time: δ by time step and training step as colours, and below it as lines before the first
/// update and at the end. A column a chain in time.
struct TimeGradientFigure: RunFigure {
  private let context: FigureContext
  private let rows: [HeatmapRows]
  static let name = "time-gradient"
  static let topic = "δ through the time steps of recurrent layers, by training step"

  init(context: FigureContext) {
    self.context = context
    rows = Array(
      context.pairs.flatMap { run, style in
        run.evidence.chains.filter { $0.chain.axis == .time && $0.count > 1 }.map {
          HeatmapRows(run, style, chain: $0, .deltaRMS)
        }
      }.filter { !$0.isEmpty }.prefix(Self.mostChains))
  }

  /// More chains than these no page has room for.
  private static let mostChains = 16
  private static let signal = HeatmapSignal.delta

  var lack: String? {
    guard rows.isEmpty else { return nil }
    let isInTime = context.runs.contains { run in
      run.evidence.chains.contains { $0.chain.axis == .time }
    }
    return isInTime
      ? "δ was not measured at several time steps" : "no run has a chain of time steps"
  }

  var title: String { HeatmapTitle(context: context, signal: Self.signal, rows: rows).text }

  private var columns: Int { min(max(rows.count, 1), 4) }
  private var groups: Int { (rows.count + columns - 1) / columns }
  var size: Size { Size(1600, 240 + 700 * Double(max(groups, 1))) }

  func draw(on canvas: any Canvas) {
    let words = HeatmapTitle(context: context, signal: Self.signal, rows: rows)
    let scale = HeatmapScale(rows.lazy.flatMap { $0.values.joined() }, told: words.told)
    let axis = ChainAxis(rows.compactMap(\.chain))
    let steps = StepColumns.axis(rows.map(\.columns), .left)
    let columns = rows.map { TimeGradientColumn(rows: $0, scale: scale, isNamed: isNamed) }
    let special = SpecialValue.allCases.filter { value in
      columns.contains { $0.cells.contains { $0.occurringSpecialValues.contains(value) } }
    }
    let area = Page(
      title: title, subtitle: subtitle, source: context.source(scale.note)
    ).draw(on: canvas)
    let legend = Legend(TimeGradientColumn.key(context))
    let height = legend.size(within: area.width, on: canvas).height
    legend.draw(at: Point(area.x, area.y), within: area.width, on: canvas)
    var bar = ColorBar(scale: scale.scale, title: "δ RMS", occurring: special)
    bar.hasScale = scale.isUsed
    let barWidth = bar.width(height: 300, on: canvas)
    let top = area.y + height + 18
    let profiles = LogScale(fitting: columns.flatMap(\.profiles))
    var panels: [Panel] = []
    for start in stride(from: 0, to: columns.count, by: self.columns) {
      let group = columns[start..<min(start + self.columns, columns.count)]
      let blanks = Array(repeating: Panel.blank, count: self.columns - group.count)
      panels += group.map { $0.heatmap(axis, steps) } + blanks
      panels += group.map { $0.profile(axis, profiles) } + blanks
    }
    let plots = SmallMultiples(panels, columns: self.columns, horizontalGutter: 30).draw(
      in: Rect(x: area.x, y: top, width: area.width - barWidth - 36, height: area.maxY - top),
      on: canvas)
    let first = plots.first ?? area
    bar.draw(
      in: Rect(
        x: area.maxX - barWidth, y: first.minY - 34, width: barWidth, height: first.height + 34),
      on: canvas)
  }

  /// Whether chains need their names beside those of the runs.
  private var isNamed: Bool { Set(rows.map(\.run.name)).count < rows.count }

  private var subtitle: String {
    let count = context.pairs.flatMap(\.run.evidence.chains).count {
      $0.chain.axis == .time && $0.count > 1 && $0.firstEntry(of: .deltaRMS) != nil
    }
    let hasGaps = rows.contains { $0.values.contains(where: \.isEmpty) }
    return context.interruption + (hasGaps ? "White: never measured. " : "")
      + (rows.count > 1 ? "One colour scale and one axis of δ for all. " : "")
      + DeltaDefinition.text(of: rows.compactMap(\.chain))
      + " It comes from the right and goes back to the first step at the left."
      + (count > rows.count ? " \(count - rows.count) further chains are not drawn." : "")
  }
}
