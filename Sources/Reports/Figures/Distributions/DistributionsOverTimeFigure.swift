import Charts
import Diagnosis
import Records

/// How the activations of the first, a middle and the last place are spread at every sample: a column a step.
struct DistributionsOverTimeFigure: RunFigure {
  let context: FigureContext
  static let name = "distributions-over-time"
  static let topic = "how activations are spread at each step, in the first, middle and last layer"

  /// More are a page of their own.
  static let mostRuns = 8
  /// Up to so many have a row each, more stand side by side.
  private static let mostRows = 3

  var lack: String? {
    if let lack = SampledChain.lack(context.runs, .activations) { return lack }
    return shown.isEmpty ? "activations were sampled at one step only" : nil
  }

  private typealias Shown = (run: JudgedRun, style: RunStyle, sampled: SampledChain)

  /// The runs that were sampled more than once.
  private let shown: [Shown]

  init(context: FigureContext) {
    self.context = context
    shown = context.pairs.compactMap { run, style -> Shown? in
      SampledChain(run, .activations, atMost: 3).flatMap {
        $0.samples.count > 1 ? (run, style, $0) : nil
      }
    }.prefix(Self.mostRuns).map { $0 }
  }

  private var runsInRow: Int { shown.count > Self.mostRows ? 2 : 1 }
  private var rows: Int { (shown.count + runsInRow - 1) / runsInRow }
  /// Columns of a run.
  private var places: Int { shown.map(\.sampled.positions.count).max() ?? 1 }

  var size: Size { Size(1600, 230 + 280 * Double(max(rows, 1))) }

  var title: String {
    let ends = Set(shown.map { [$0.sampled.first.step, $0.sampled.end.step] })
    let when = ends.count == 1 ? ends.first.map { " from step \($0[0]) to \($0[1])" } : nil
    let changes = MedianChange(shown.map(\.sampled))
    return "Activations\(when ?? " by step")" + (changes.words.map { ": \($0)" } ?? "")
  }

  func draw(on canvas: any Canvas) {
    let left = context.runs.count - shown.count
    let cells = shown.map { TimeCells($0.sampled) }
    let isBroken = zip(cells, shown).contains { cells, shown in
      shown.sampled.positions.contains { cells.columns($0).joined().contains(where: \.isNaN) }
    }
    let area = Page(
      title: title,
      subtitle: context.interruption
        + "A column is a sampled step\(spacing). Upward: the activation a. \(axes)"
        + "Colour: the share of a column's values in a cell; white: none."
        + (isBroken ? " NaN: half of the values or more are NaN or infinite." : "")
        + (left > 0 ? " \(left) more runs are not drawn." : ""),
      source: context.source()
    ).draw(on: canvas)
    let bar = ColorBar(
      scale: Self.shares, colorMap: Self.colors, title: "share",
      occurring: isBroken ? [.notANumber] : [])
    let barWidth = bar.width(height: area.height - 40, on: canvas)
    let places = places
    let panels = zip(shown, cells).flatMap { shown, cells -> [Panel] in
      let (run, style, sampled) = shown
      let row = sampled.positions.enumerated().map { index, position in
        panel(run, style, sampled, cells, position, isFirst: index == 0)
      }
      // A chain of fewer places leaves the rest of its row free.
      return row + (row.count..<places).map { _ in Panel.blank }
    }
    let plots = SmallMultiples(
      panels, columns: places * runsInRow, horizontalGutter: 22, verticalGutter: 30,
      sharesAxes: false
    ).draw(
      in: Rect(x: area.x, y: area.y, width: area.width - barWidth - 36, height: area.height),
      on: canvas)
    let top = (plots.map(\.minY).min() ?? area.y) - 30
    let bottom = plots.map(\.maxY).max() ?? area.maxY
    bar.draw(
      in: Rect(
        x: area.maxX - barWidth, y: top, width: barWidth, height: min(bottom - top, 460)),
      on: canvas)
  }

  /// That columns of equal width are ever more steps, where they are.
  private var spacing: String {
    let isSpread = shown.contains { shown in
      let steps = shown.sampled.samples.map(\.step)
      let ways = zip(steps, steps.dropFirst()).map { $1 - $0 }
      return (ways.last ?? 0) > (ways.first ?? 0) * 2
    }
    return isSpread ? ", close together at first, ever farther apart later" : ""
  }

  /// What the cells are, on each kind of axis that is drawn.
  private var axes: String {
    let bounded = Set(shown.compactMap { BoundedSlots.drawn($0.sampled)?.slots.name }).sorted()
    let isMixed = shown.contains { BoundedSlots.drawn($0.sampled) == nil }
    let linear =
      bounded.isEmpty
      ? ""
      : "For \(bounded.joined(separator: " and ")) the axis is linear, over all that a can be. "
    guard isMixed else { return linear }
    return linear + (bounded.isEmpty ? "The axis" : "For the others it")
      + " is logarithmic\(signs): a cell is a factor of 2, the broad one at 0 holds those exactly 0. "
  }

  /// Which signs the values on logarithmic axes have.
  private var signs: String {
    let shown = shown.filter { BoundedSlots.drawn($0.sampled) == nil }
    let signed = shown.filter { DistributionWords.hasNegative($0.sampled, in: $0.sampled.samples) }
    if signed.isEmpty { return "" }
    return signed.count == shown.count ? " in both signs" : ", in both signs where some are below 0"
  }

  /// From one in a thousand to all.
  private static let shares = LogScale(from: 1e-3, to: 1)
  /// Also the smallest share is seen on a dark ground.
  private static let colors = ColorMap.viridis.above(0.36)

  private func panel(
    _ run: JudgedRun, _ style: RunStyle, _ sampled: SampledChain, _ cells: TimeCells,
    _ position: Int, isFirst: Bool
  ) -> Panel {
    guard
      sampled.samples.contains(where: {
        let histogram = sampled.histogram(position, in: $0)
        return histogram.count > histogram.nonFinite
      })
    else {
      return AbsencePanel.panel(
        title: run.name, titleColor: style.color.readable(),
        "no activation that was sampled in \(sampled.label(position)) is a number")
    }
    let columns = cells.columns(position)
    let steps = sampled.samples.map { Double($0.step) }
    let domain = cells.scale.domain
    return Panel(
      title: run.name, titleColor: style.color.readable(),
      subtitle: sampled.label(position) + lost(sampled, position),
      x: Axis(
        .bottom, scale: GridScale(values: steps, isLogarithmic: true), title: "training step",
        ticks: .values(Self.ticks(steps, atMost: runsInRow > 1 ? 4 : 6))),
      y: Axis(
        .left, scale: cells.scale, title: isFirst ? "activation a" : nil, maximumTicks: 7,
        showsLabels: isFirst),
      marks: TimeCells.edges(steps).map { part in
        CellMark(
          rows: columns[0].indices.map { row in columns[part.columns].map { $0[row] } },
          xEdges: (part.lower, part.upper), yEdges: (domain.lower, domain.upper),
          scale: Self.shares, colorMap: Self.colors,
          special: SpecialColors(zero: Palette.background))
      })
  }

  /// What no cell can hold: `; step 2: 5 % NaN or infinite`; empty where all are numbers to the end.
  private func lost(_ sampled: SampledChain, _ position: Int) -> String {
    let histogram = sampled.histogram(position, in: sampled.end)
    guard histogram.nonFinite > 0 else { return "" }
    let share = Double(histogram.nonFinite) / Double(max(histogram.count, 1))
    return "; step \(sampled.end.step): \(ShareWords.bounded(share)) NaN or infinite, in no cell"
  }

  /// Steps that were sampled, a few of them at equal distances, the first and the last among them.
  static func ticks(_ steps: [Double], atMost most: Int) -> [Double] {
    SampledChain.chosen(of: steps.count, atMost: most).map { steps[$0 - 1] }
  }
}
