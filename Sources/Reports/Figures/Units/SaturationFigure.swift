import Charts
import Records
import Texts

/// Place × step of the saturated and the silent share, side by side for each run whose φ can have them.
struct SaturationFigure: RunFigure {
  private let context: FigureContext
  /// All that was measured, and of it what is worth a panel.
  private let rows: [ShareRows]
  private let shown: [ShareRows]
  /// The runs that are drawn.
  private let drawn: ShownRuns<[ShareRows]>
  static let name = "saturation"
  static let topic = "saturated and silent share by layer and step"

  /// Below this share everywhere a run is named, and not drawn.
  private static let leastShare = 0.05
  /// More runs have no room side by side.
  private static let mostRuns = 16

  init(context: FigureContext) {
    self.context = context
    let all = context.pairs.map { run, style in (run, style, ShareRows.all(run, style)) }
    rows = all.flatMap(\.2)
    drawn = ShownRuns(
      all.compactMap { run, style, rows in
        let visible = rows.filter(Self.isVisible)
        return visible.isEmpty ? nil : (run, style, visible)
      }, atMost: Self.mostRuns, choice: "those with the largest shares"
    ) { $0.content.compactMap(\.peak?.share).max() ?? 0 }
    let shown = drawn.items.flatMap(\.content)
    // Runs with two panels first: then these stand side by side.
    let counts = Dictionary(grouping: shown.indices) { shown[$0].run.name }.mapValues(\.count)
    func isPair(_ row: ShareRows) -> Bool { counts[row.run.name]?.isMultiple(of: 2) ?? false }
    self.shown = shown.filter(isPair) + shown.filter { !isPair($0) }
  }

  private static func isVisible(_ row: ShareRows) -> Bool { row.peak?.share ?? 0 >= leastShare }

  /// The more, the stronger, from the ground on: elsewhere yellow is plenty of what is good.
  private static let colors = ColorMap(stops: [
    Palette.vermillion.opacity(0.06), Palette.vermillion,
  ])

  /// The end of the colour scale: all, or where nowhere half is reached the next 5 % above the most.
  private var top: Double {
    let most = shown.compactMap(\.peak?.share).max() ?? 1
    return most >= 0.5 ? 1 : max((most * 20).rounded(.up) / 20, 0.25)
  }

  var lack: String? {
    let isSingle = context.runs.contains { $0.record.probes.count == 1 }
    if rows.isEmpty, isSingle {
      return "the units were looked at once only, which shows no course"
    }
    if rows.isEmpty { return "no place has an activation that is known to saturate or go silent" }
    guard shown.isEmpty else { return nil }
    let most = rows.compactMap(\.peak?.share).max() ?? 0
    return "hardly anything saturates or goes silent: at most \(ShareWords.fine(most)) of a place"
  }

  var title: String {
    let saturated = shown.filter { $0.kind != .silent }
    let silent = shown.filter { $0.kind == .silent }
    let parts = [
      sentence(saturated, "saturated"), sentence(silent, "silent"),
    ].compactMap { $0 }
    return parts.isEmpty
      ? "Saturated and silent share by \(context.group.noun) and step"
      : "Up to " + parts.joined(separator: ", up to ")
  }

  /// Such as `38 % of layer 9 of tanh-xavier is saturated (step 120)`.
  private func sentence(_ rows: [ShareRows], _ word: String) -> String? {
    let worst = rows.max { ($0.peak?.share ?? 0) < ($1.peak?.share ?? 0) }
    guard let worst, let peak = worst.peak else { return nil }
    let name = context.runs.count > 1 ? " of \(worst.run.name)" : ""
    let end = worst.kind == .saturatedLow ? " low" : worst.kind == .saturatedHigh ? " high" : ""
    return "\(ShareWords.fine(peak.share)) of \(worst.run.noun) \(peak.position)\(name) is \(word)"
      + (end.isEmpty ? "" : " at the\(end) end") + " (\(peak.when))"
  }

  private var columns: Int { min(max(shown.count, 1), 4) }
  private var rowCount: Int { (shown.count + columns - 1) / columns }
  var size: Size { Size(1600, rowCount <= 1 ? 680 : 240 + 350 * Double(rowCount)) }

  func draw(on canvas: any Canvas) {
    let scale = LinearScale(from: 0, to: top)
    let axis = ChainAxis(shown.compactMap(\.run.chain))
    let steps = StepColumns.axes(shown.map(\.columns)).map { axis in
      var axis = axis
      axis.ticks = .integers(includingEnds: false)
      return axis
    }
    let marks = shown.map { row in
      var mark = CellMark(
        rows: row.values, columnEdges: row.columns.edges, scale: scale, colorMap: Self.colors)
      mark.marksZero = false
      return mark
    }
    let special = SpecialValue.allCases.filter { value in
      marks.contains { $0.occurringSpecialValues.contains(value) }
    }
    let area = Page(title: title, subtitle: subtitle, source: context.source()).draw(on: canvas)
    let bar = ColorBar(
      scale: scale, colorMap: Self.colors, title: "share", occurring: special, maximumTicks: 6)
    let barWidth = bar.width(height: area.height - 40, on: canvas)
    let panels = zip(zip(shown, steps), marks).map { pair, mark in
      let (row, steps) = pair
      let own = axis.isMixed ? ChainAxis([row.run.chain].compactMap { $0 }) : axis
      return Panel(
        title: "\(row.run.name): \(row.kind.words)", titleColor: row.style.color.readable(),
        subtitle: words(row), x: steps,
        y: own.axis(.left, title: own.title()).reversed(), marks: [mark])
    }
    let plots = SmallMultiples(
      panels, columns: columns, horizontalGutter: 26, sharesAxes: !axis.isMixed
    ).draw(
      in: Rect(x: area.x, y: area.y, width: area.width - barWidth - 36, height: area.height),
      on: canvas)
    let top = (plots.map(\.minY).min() ?? area.y) - 34
    let bottom = plots.map(\.maxY).max() ?? area.maxY
    bar.draw(
      in: Rect(x: area.maxX - barWidth, y: top, width: barWidth, height: bottom - top), on: canvas)
  }

  /// Such as `100 % in layer 10, step 72`.
  private func words(_ row: ShareRows) -> String {
    let peak = row.peak.map {
      "at most \(ShareWords.fine($0.share)): \(row.run.noun) \($0.position), \($0.when)"
    }
    return [peak, context.end(of: row.run)].compactMap { $0 }.joined(separator: " · ")
  }

  private var subtitle: String {
    let kinds = Set(shown.map(\.kind))
    let ends = kinds.contains(.saturatedLow) || kinds.contains(.saturatedHigh)
    let saturated =
      kinds.subtracting([.silent]).isEmpty
      ? ""
      : "Saturated: φ′(z) below 5 % of its maximum"
        + (ends ? ", z far below 0 (low end) or above (high end)" : "")
        + ", so that entry of the batch passes next to no gradient. "
    let silent =
      kinds.contains(.silent)
      ? "Silent: z ≤ 0 on every probe example, so the unit outputs 0 and passes no gradient. "
        + "\(LookWords.sentence(looks)): what is new at a look came after the one before"
        + (looks.count > 1 ? "; the colour changes halfway between them" : "") + ". " : ""
    return context.interruption + saturated + silent
      + [unshown, drawn.note].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The most looks of a panel of silent units.
  private var looks: [Int] {
    shown.filter { $0.kind == .silent }.map(\.columns.steps).max { $0.count < $1.count } ?? []
  }

  /// What is not drawn because there is next to nothing of it.
  private var unshown: String {
    let parts = [
      ("saturated", rows.filter { $0.kind != .silent }),
      ("silent", rows.filter { $0.kind == .silent }),
    ].compactMap { word, rows -> String? in
      let drawn = Set(rows.filter(Self.isVisible).map(\.run.name))
      var names: [String] = []
      for row in rows where !drawn.contains(row.run.name) && !names.contains(row.run.name) {
        names.append(row.run.name)
      }
      guard !names.isEmpty else { return nil }
      let list = names.count > 4 ? "\(names.count) networks" : names.joined(separator: ", ")
      return "\(word) in \(list)"
    }
    return parts.isEmpty
      ? "" : "Below \(Words.percent(Self.leastShare)) throughout: \(parts.joined(separator: "; "))."
  }
}
