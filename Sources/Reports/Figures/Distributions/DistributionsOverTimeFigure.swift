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
    let area = Page(
      title: title,
      subtitle: context.interruption
        + "A column is a sampled step\(spacing). Up and down: the values\(signs), a cell a factor of 2, "
        + "among them those exactly 0. Empty: none."
        + (left > 0 ? " \(left) more runs are not drawn." : ""),
      source: context.source()
    ).draw(on: canvas)
    let bar = ColorBar(scale: Self.shares, title: "share")
    let barWidth = bar.width(height: area.height - 40, on: canvas)
    let places = places
    let panels = shown.flatMap { run, style, sampled -> [Panel] in
      let slots = MagnitudeSlots(
        sampled.histograms(in: sampled.samples), atMost: BoundedSlots.highest(sampled))
      let row = sampled.positions.enumerated().map { index, position in
        panel(run, style, sampled, slots, position, isFirst: index == 0)
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

  /// Which signs the values have.
  private var signs: String {
    let signed = shown.filter { DistributionWords.hasNegative($0.sampled, in: $0.sampled.samples) }
    if signed.isEmpty { return "" }
    return signed.count == shown.count ? " in both signs" : ", in both signs where some are below 0"
  }

  /// From one in a thousand to all.
  private static let shares = LogScale(from: 1e-3, to: 1)

  private func panel(
    _ run: JudgedRun, _ style: RunStyle, _ sampled: SampledChain, _ slots: MagnitudeSlots,
    _ position: Int, isFirst: Bool
  ) -> Panel {
    let histograms = sampled.samples.map { sampled.histogram(position, in: $0) }
    guard histograms.contains(where: { $0.count > $0.nonFinite }) else {
      return AbsencePanel.panel(
        title: run.name, titleColor: style.color.readable(),
        "no activation that was sampled in \(sampled.label(position)) is a number")
    }
    let columns = histograms.map(slots.shares)
    let rows = (0..<slots.scale.slots).map { slot in columns.map { $0[slot] } }
    let steps = sampled.samples.map { Double($0.step) }
    let scale = GridScale(values: steps, isLogarithmic: true)
    let domain = slots.scale.domain
    return Panel(
      title: run.name, titleColor: style.color.readable(), subtitle: sampled.label(position),
      x: Axis(
        .bottom, scale: scale, title: "training step", ticks: .values(ticks(steps))),
      y: Axis(
        .left, scale: slots.scale, title: isFirst ? "activation a" : nil, maximumTicks: 7,
        showsLabels: isFirst),
      marks: [
        CellMark(
          rows: rows, xEdges: Self.edges(steps), yEdges: (domain.lower, domain.upper),
          scale: Self.shares, special: SpecialColors(zero: Palette.background))
      ])
  }

  /// The outer edges of the columns: half of the way to a neighbour beyond the first and the last.
  private static func edges(_ steps: [Double]) -> (Double, Double) {
    guard let first = steps.first, let last = steps.last, steps.count > 1 else {
      return (-0.5, 0.5)
    }
    return (
      first - (steps[1] - first) / 2, last + (last - steps[steps.count - 2]) / 2
    )
  }

  /// Steps that were sampled, a few of them at equal distances.
  private func ticks(_ steps: [Double]) -> [Double] {
    let most = runsInRow > 1 ? 4 : 6
    let every = max((steps.count + most - 1) / most, 1)
    return steps.enumerated().filter { $0.offset.isMultiple(of: every) }.map(\.element)
  }
}
