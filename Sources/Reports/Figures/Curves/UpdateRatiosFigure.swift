import Charts
import Diagnosis
import Foundation
import Records
import Texts

/// ‖ΔW‖ / ‖W‖ by step on a logarithmic axis, a line a place, a panel a run, over the guide at 10⁻³.
struct UpdateRatiosFigure: RunFigure {
  private let context: FigureContext
  private let drawn: ShownRuns<UpdateRatioLines>
  static let name = "update-ratios"
  static let topic = "how much of its weights each layer changes in a step"

  /// The axis goes no further down: in float32 a change of less than 6·10⁻⁸ of a weight is none.
  private static let floor = 1e-10
  /// Beside others nor further up: each step puts other weights in the place of all there were.
  private static let ceiling = 10.0

  /// More runs have no room side by side.
  private static let mostRuns = 16

  init(context: FigureContext) {
    self.context = context
    let all = context.pairs.map { ($0.run, $0.style, UpdateRatioLines($0.run, $0.style)) }
    drawn = ShownRuns(
      all.filter { !$0.2.lines.isEmpty }, atMost: Self.mostRuns,
      choice: "those with the layers that are farthest from 10⁻³"
    ) { $0.content.distance }
  }

  var lack: String? {
    shown.isEmpty ? "no update of weights was measured" : nil
  }

  private var shown: [UpdateRatioLines] { drawn.items.map(\.content) }

  var title: String {
    UpdateRatiosTitle(shown: shown, isOfSeveral: context.runs.count > 1).text
  }

  private var columns: Int { drawn.columns(single: 3) }
  private var rowCount: Int { drawn.rows(single: 3) }
  var size: Size { Size(1600, rowCount <= 1 ? 760 : 280 + 370 * Double(rowCount)) }

  /// Whether each line has its name at its end: few panels with few lines.
  private var isLabelled: Bool {
    shown.count <= 2 && shown.allSatisfy { $0.lines.count <= 24 }
  }

  func draw(on canvas: any Canvas) {
    let area = Page(title: title, subtitle: subtitle, source: context.source()).draw(on: canvas)
    let legend = Legend(key)
    let height = legend.size(within: area.width, on: canvas).height
    legend.draw(at: Point(area.x, area.y), within: area.width, on: canvas)
    let scale = scale
    let top = height + 20
    let axes = StepColumns.axes(
      shown.map { StepColumns($0.run.history, Array(0..<$0.run.history.count)) })
    SmallMultiples(
      zip(shown, axes).map { panel($0, scale, $1) }, columns: columns, horizontalGutter: 30
    ).draw(
      in: Rect(x: area.x, y: area.y + top, width: area.width, height: area.height - top),
      on: canvas)
  }

  /// From the least to the greatest that is drawn, but no further down than the floor, and with several runs no
  /// further up than the ceiling.
  private var scale: LogScale {
    var values = [0.1 * Guide.updateRatio, 10 * Guide.updateRatio]
    for run in shown {
      values += run.lines.flatMap { $0.points.map(\.y) } + (run.rate ?? []).map(\.y)
      values += run.spikes.prefix(1).map(\.ratio).filter { $0 >= Self.floor }
    }
    let full = LogScale(fitting: values)
    // Of one run all that it did, as on its dashboard; one of several would flatten the others.
    let ceiling = shown.count > 1 ? Self.ceiling : .infinity
    return LogScale(
      from: max(full.domain.lower, Self.floor), to: min(full.domain.upper, ceiling))
  }

  private func panel(_ run: UpdateRatioLines, _ scale: LogScale, _ axis: Axis) -> Panel {
    let colors = run.lines.indices.map { Self.color($0, of: run.lines.count) }
    var marks: [any Mark] = [RuleMark(.horizontal(y: Guide.updateRatio), style: Self.guideStyle)]
    if let rate = run.rate {
      marks.append(LineMark(rate, style: Self.rateStyle, name: "\(run.run.name), learning rate"))
    }
    marks += zip(run.lines, colors).map { line, color in
      LineMark(
        line.points, style: StrokeStyle(color, width: 1.8), name: "\(run.run.name), \(line.name)")
    }
    if let spike = spike(of: run, scale) {
      marks.append(
        RingMark(
          [Point(Double(spike.step), spike.ratio)],
          style: StrokeStyle(Palette.ink, width: 1.4)))
    }
    if let lost = run.lost {
      marks.append(RuleMark(.vertical(x: Double(lost.step)), label: lost.words))
    }
    return Panel(
      title: run.run.name, titleColor: run.style.color.readable(), subtitle: words(run, scale),
      x: axis,
      y: Axis(.left, scale: scale, title: "‖ΔW‖ / ‖W‖", maximumTicks: 7, showsGrid: true),
      marks: marks,
      labels: isLabelled
        ? UpdateRatioLabels(
          lines: run.lines, colors: colors, scale: scale, isLost: run.lost != nil
        ).labels : nil)
  }

  /// Dotted, for the learning rate is dashed.
  private static let guideStyle = StrokeStyle(Palette.secondaryText, width: 1.6, dash: [1.6, 3.2])
  private static let rateStyle = StrokeStyle(
    Palette.axis, width: 1.8, dash: StrokeStyle.dashes(width: 1.8))

  /// From dark at the input to light at the output; the lightest of the map are lost on white.
  private static func color(_ index: Int, of count: Int) -> Color {
    ColorMap.viridis.color(at: 0.86 * Double(index) / Double(max(count - 1, 1)))
  }

  /// The layers that move least and most: `layer 1: 4·10⁻¹⁹, output: 10⁻⁴`.
  private func words(_ run: UpdateRatioLines, _ scale: LogScale) -> String {
    guard let least = run.least, let most = run.most else { return "every update is NaN" }
    let range =
      least.name == most.name
      ? "\(least.name): \(least.median.words)"
      : "\(least.name): \(least.median.words), \(most.name): \(most.median.words)"
    return least.median.note + range
      + (run.endings + [spike(of: run, scale)?.words].compactMap { $0 } + beyond(run, scale))
      .map { "; \($0)" }.joined() + (context.end(of: run.run).map { " · \($0)" } ?? "")
  }

  /// The largest that has a place on the axis.
  private func spike(of run: UpdateRatioLines, _ scale: LogScale) -> UpdateRatioLines.Spike? {
    run.spikes.first { scale.contains($0.ratio) }
  }

  /// How many lines are below the axis at most steps, and how many leave it through the top.
  private func beyond(_ run: UpdateRatioLines, _ scale: LogScale) -> [String] {
    let (low, high) = scale.domain
    let below = run.lines.count { $0.typical < low && $0.median.zeroFrom == nil }
    let above = run.lines.count { $0.points.contains { $0.y > high && $0.y.isFinite } }
    return [(below, low, "mostly below"), (above, high, "go above")].compactMap {
      count, end, words in
      count > 0 ? "\(count) of \(run.lines.count) lines \(words) \(scale.label(end))" : nil
    }
  }

  /// The guide, the colours of some lines, and the dashes of the learning rate.
  private var key: [Legend.Entry] {
    var entries = [Legend.Entry("10⁻³: rule of thumb", .line(Self.guideStyle))]
    if !isLabelled, let longest = shown.max(by: { $0.lines.count < $1.lines.count }) {
      let names = longest.lines.map(\.name)
      let isCommon = shown.allSatisfy { $0.lines.map(\.name) == names }
      let count = min(names.count, 5)
      for sample in 0..<count {
        let index = sample * (names.count - 1) / max(count - 1, 1)
        let name =
          isCommon
          ? names[index] : sample == 0 ? "the first place" : sample == count - 1 ? "the last" : ""
        guard !name.isEmpty else { continue }
        entries.append(
          .init(name, .line(StrokeStyle(Self.color(index, of: names.count), width: 2.6))))
      }
    }
    if shown.contains(where: { $0.rate != nil }) {
      entries.append(.init("learning rate, on the same axis", .line(Self.rateStyle)))
    }
    return entries
  }

  private var subtitle: String {
    context.interruption
      + "‖ΔW‖ / ‖W‖: how large the change of a layer's weights in a step is beside the weights. "
      + (shown.contains(where: \.isBinned) ? "Lines: medians of neighbouring steps. " : "")
      + "Under a name: the layers that move least and most"
      + (hasMedians ? ", median over the steps" : "")
      + (phases ? ", a → b where that of the first half is far from that of the second. " : ". ")
      + "10⁻³ is a rule of thumb for SGD and Adam: at 0.1 ten steps replace the weights, at 10⁻⁵ a thousand "
      + "change 1 % of them."
      + healthy + (drawn.note.isEmpty ? "" : " \(drawn.note)")
  }

  /// Whether a number that is told is a median.
  private var hasMedians: Bool {
    shown.contains { run in [run.least, run.most].contains { $0?.median.note.isEmpty == true } }
  }

  /// Whether a number that is told is one of two phases.
  private var phases: Bool {
    shown.contains { run in [run.least, run.most].contains { $0?.median.halves != nil } }
  }

  /// What runs that are healthy have, so that the rule of thumb is not taken for a bound.
  private var healthy: String {
    let lines = shown.filter { $0.run.judgement.isHealthy && $0.run.hasLearned }.flatMap(\.lines)
    let typical = lines.map(\.typical).filter { $0 > 0 && $0.isFinite }
    let ends = lines.compactMap { $0.points.last?.y }.filter { $0 > 0 && $0.isFinite }
    guard let low = typical.min(), let high = typical.max(), let end = ends.min() else { return "" }
    let who = shown.count == 1 ? "This run is healthy" : "Healthy runs here"
    let range = low == high ? Words.short(low) : "\(Words.short(low)) to \(Words.short(high))"
    return " \(who): \(range), median over all steps"
      + (end < low ? ", at the end down to \(Words.short(end)), as less is left to learn." : ".")
  }
}
