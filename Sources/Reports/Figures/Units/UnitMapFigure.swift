import Charts
import Records
import Texts

/// Every unit of every place of the main chain as a cell: whether it works at the end, died, was born silent,
/// came back, or is stuck in saturation.
struct UnitMapFigure: RunFigure {
  private let context: FigureContext
  private typealias Map = (run: JudgedRun, style: RunStyle, fates: UnitMap)
  /// More runs have no room side by side.
  private static let mostRuns = 16
  /// Of all runs that have them, and those on which there is something to see.
  private let all: [Map]
  private let shown: ShownRuns<UnitMap>
  private var maps: [Map] { shown.items.map { ($0.run, $0.style, $0.content) } }
  static let name = "unit-map"
  static let topic = "every unit as a cell: born silent, died, revived, stuck or working"

  init(context: FigureContext) {
    self.context = context
    all = context.pairs.compactMap { run, style in
      UnitMap(run).map { (run, style, $0) }
    }
    shown = ShownRuns(
      all.filter { !$0.fates.counts.isEmpty }.map { ($0.run, $0.style, $0.fates) },
      atMost: Self.mostRuns, choice: "those with the largest share of units that pass no gradient"
    ) { $0.content.lostShare }
  }

  var lack: String? {
    guard maps.isEmpty else { return nil }
    guard all.isEmpty else { return "no unit was silent or stuck at any look at the probe set" }
    let isSingle = context.runs.contains { $0.record.probes.count == 1 }
    if isSingle { return "the units were looked at once only: what became of one takes two looks" }
    let isScalar = context.runs.contains { $0.record.facts.recordingTier == .scalars }
    return "no maps of silent or stuck units were recorded"
      + (isScalar ? ": they need --record full" : "")
  }

  var title: String {
    let sorted = all.sorted { $0.fates.lostShare > $1.fates.lostShare }
    guard let worst = sorted.first, let best = sorted.last else {
      return "What became of each unit"
    }
    let name = context.runs.count > 1 ? " of \(worst.run.name)" : ""
    let hasStuck = worst.fates.count(.stuck) > 0
    let isSilent = worst.fates.lost > worst.fates.count(.stuck)
    let state = hasStuck ? isSilent ? "silent or stuck" : "stuck" : "silent"
    let look = worst.fates.looks.last.map { ", before step \($0)" } ?? ""
    let opening =
      "\(worst.fates.lost) of \(worst.fates.count) units\(name) are \(state) at the last look\(look)"
    guard worst.fates.lost > 0 else {
      return "At the last look no unit is silent or stuck; \(worst.fates.counts)"
    }
    let lost = UnitFate.allCases.reversed().filter { $0.isLost && worst.fates.count($0) > 0 }
    let kinds = lost.map { "\(worst.fates.count($0)) \($0.word)" }.joined(separator: ", ")
    guard all.count > 1, best.fates.lost < worst.fates.lost else { return "\(opening): \(kinds)" }
    return "\(opening) (\(kinds)); in \(best.run.name) "
      + (best.fates.lost == 0 ? "none" : "\(best.fates.lost)")
  }

  private var columns: Int { shown.columns(single: 3) }
  private var rowCount: Int { shown.rows(single: 3) }

  /// Higher where many places need rows that can be seen.
  var size: Size {
    let places = Double(maps.map(\.fates.rows.count).max() ?? 0)
    let height = min(max(350, 110 + 5 * places), 700)
    return Size(1600, rowCount <= 1 ? max(680, height + 260) : 260 + height * Double(rowCount))
  }

  func draw(on canvas: any Canvas) {
    let area = Page(title: title, subtitle: subtitle, source: context.source()).draw(on: canvas)
    let fates = UnitFate.allCases.reversed().filter { fate in
      maps.contains { $0.fates.count(fate) > 0 }
    }
    let legend = Legend(fates.map { .init($0.meaning, .cell($0.color, followsTheme: true)) })
    let height = legend.size(within: area.width, on: canvas).height
    legend.draw(at: Point(area.x, area.y), within: area.width, on: canvas)
    let axis = ChainAxis(maps.compactMap(\.run.chain))
    let widest = maps.flatMap(\.fates.rows).map(\.count).max() ?? 1
    let panels = maps.map { run, style, fates in
      let own = axis.isMixed ? ChainAxis([run.chain].compactMap { $0 }) : axis
      return Panel(
        title: run.name, titleColor: style.color.readable(), subtitle: words(fates),
        x: Axis(
          .bottom, scale: LinearScale(from: 0.5, to: Double(max(widest, 1)) + 0.5), title: "unit",
          ticks: .integers(includingEnds: true), maximumTicks: 6),
        y: own.axis(.left, title: own.title()).reversed(), marks: [UnitCells(rows: fates.rows)])
    }
    let top = height + 20
    SmallMultiples(
      panels, columns: columns, horizontalGutter: 30, sharesAxes: !axis.isMixed
    ).draw(
      in: Rect(x: area.x, y: area.y + top, width: area.width, height: area.height - top),
      on: canvas)
  }

  /// Such as `61 born silent, 351 died of 640`; of a run with fewer looks than the others its last.
  private func words(_ fates: UnitMap) -> String {
    let last = fates.looks.last ?? 0
    let isShort = maps.contains { $0.fates.looks.last ?? 0 > last }
    return "\(fates.counts) of \(fates.count)" + (isShort ? " · last look: step \(last)" : "")
  }

  private var subtitle: String {
    let examples = context.group.common(\.record.probeExamples) ?? 0
    let probe = examples > 0 ? "all \(examples) probe examples" : "every probe example"
    let steps = maps.map(\.fates.looks).max { $0.count < $1.count } ?? []
    return context.interruption
      + "Silent: z ≤ 0 on \(probe), so the unit outputs 0 and passes no gradient. "
      + "\(LookWords.sentence(steps)). "
      + [unshown, shown.note].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Runs that are not drawn, and why.
  private var unshown: String {
    let idle = all.filter(\.fates.counts.isEmpty).map(\.run.name)
    let drawn = Set(all.map(\.run.name))
    let without = context.runs.map(\.name).filter { !drawn.contains($0) }
    func list(_ names: [String]) -> String {
      names.count > 4 ? "\(names.count) networks" : names.joined(separator: ", ")
    }
    let parts = [
      idle.isEmpty ? nil : "No unit was silent or stuck at any look in \(list(idle)).",
      without.isEmpty ? nil : "Without maps: \(list(without)).",
    ]
    return parts.compactMap { $0 }.joined(separator: " ")
  }
}
