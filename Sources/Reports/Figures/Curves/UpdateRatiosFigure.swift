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

  /// Above this a few steps replace the weights.
  private static let large = 0.1
  /// The axis goes no further down: in float32 a change of less than 6·10⁻⁸ of a weight is none.
  private static let floor = 1e-10
  /// Nor further up: each step puts other weights in the place of all there were.
  private static let ceiling = 10.0

  /// More runs have no room side by side.
  private static let mostRuns = 16

  init(context: FigureContext) {
    self.context = context
    let all = context.pairs.map { ($0.run, $0.style, UpdateRatioLines($0.run, $0.style)) }
    drawn = ShownRuns(
      all.filter { !$0.2.lines.isEmpty }, atMost: Self.mostRuns,
      choice: "those with the layers that are farthest from 10⁻³"
    ) { Self.distance($0.content) }
  }

  var lack: String? {
    shown.isEmpty ? "no update of weights was measured" : nil
  }

  private var shown: [UpdateRatioLines] { drawn.items.map(\.content) }

  var title: String {
    let known = shown.filter { $0.least != nil }
    let worst = known.min { ($0.least?.typical ?? 0) < ($1.least?.typical ?? 0) }
    guard let worst, let least = worst.least else {
      return "How much of its weights does a step change?"
    }
    let opening =
      least.typical == 0
      ? "A typical step leaves \(least.name)\(of(worst)) as it was"
      : "A typical step changes \(least.name)\(of(worst)) by \(Words.short(least.typical)) of its weights"
    let top = known.max { ($0.most?.typical ?? 0) < ($1.most?.typical ?? 0) }
    if let top, let most = top.most, most.typical > Self.large {
      return
        "\(opening), \(least.typical == 0 ? "and changes " : "")\(most.name)\(of(top)) by \(Words.short(most.typical))"
    }
    let best = known.min { Self.distance($0) < Self.distance($1) }
    // Beside several runs the one that moves as it should; where none does, there is none to name.
    guard let best, known.count == 1 || Self.distance(best).isFinite, let low = best.least,
      let high = best.most, low.name != high.name
    else {
      return opening
    }
    return known.count > 1
      ? "\(opening), \(least.typical == 0 ? "and changes " : "")every layer of \(best.run.name) by "
        + "\(Words.short(low.typical)) to \(Words.short(high.typical))"
      : "\(opening), \(least.typical == 0 ? "and changes " : "")\(high.name) by \(Words.short(high.typical))"
  }

  /// How many decades the line of a run that is farthest from the guide is away from it.
  private static func distance(_ run: UpdateRatioLines) -> Double {
    run.lines.map { abs(log10($0.typical / Guide.updateRatio)) }.map { $0.isNaN ? .infinity : $0 }
      .max()
      ?? .infinity
  }

  private func of(_ run: UpdateRatioLines) -> String {
    context.runs.count > 1 ? " of \(run.run.name)" : ""
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
    let top = height + (key.isEmpty ? 0 : 20)
    let axes = StepColumns.axes(
      shown.map { StepColumns($0.run.history, Array(0..<$0.run.history.count)) })
    SmallMultiples(
      zip(shown, axes).map { panel($0, scale, $1) }, columns: columns, horizontalGutter: 30
    ).draw(
      in: Rect(x: area.x, y: area.y + top, width: area.width, height: area.height - top),
      on: canvas)
  }

  /// From the least to the greatest that is drawn, but no further down than the floor.
  private var scale: LogScale {
    var values = [0.1 * Guide.updateRatio, 10 * Guide.updateRatio]
    for run in shown {
      values += run.lines.flatMap { $0.points.map(\.y) } + (run.rate ?? []).map(\.y)
    }
    let full = LogScale(fitting: values)
    return LogScale(
      from: max(full.domain.lower, Self.floor), to: min(full.domain.upper, Self.ceiling))
  }

  private func panel(_ run: UpdateRatioLines, _ scale: LogScale, _ axis: Axis) -> Panel {
    let colors = run.lines.indices.map { Self.color($0, of: run.lines.count) }
    var rule = RuleMark(.horizontal(y: Guide.updateRatio), label: "10⁻³: rule of thumb")
    rule.avoids = run.lines.map(\.points)
    var marks: [any Mark] = [rule]
    if let rate = run.rate {
      marks.append(LineMark(rate, style: Self.rateStyle, name: "\(run.run.name), learning rate"))
    }
    marks += zip(run.lines, colors).map { line, color in
      LineMark(
        line.points, style: StrokeStyle(color, width: 1.8), name: "\(run.run.name), \(line.name)")
    }
    marks += beyond(run, scale)
    let entries = zip(run.lines, colors).map { line, color in
      DirectLabels.Entry(
        line.name, color: color,
        point: line.points.last { $0.y > 0 && $0.y.isFinite } ?? Point(.nan, .nan))
    }
    return Panel(
      title: run.run.name, titleColor: run.style.color.readable(), subtitle: words(run),
      x: axis,
      y: Axis(.left, scale: scale, title: "‖ΔW‖ / ‖W‖", maximumTicks: 7, showsGrid: true),
      marks: marks, labels: isLabelled ? DirectLabels(entries, side: .trailing) : nil)
  }

  private static let rateStyle = StrokeStyle(
    Palette.axis, width: 1.8, dash: StrokeStyle.dashes(width: 1.8))

  /// From dark at the input to light at the output; the lightest of the map are lost on white.
  private static func color(_ index: Int, of count: Int) -> Color {
    ColorMap.viridis.color(at: 0.86 * Double(index) / Double(max(count - 1, 1)))
  }

  /// The layers that move least and most: `layer 1: 4·10⁻¹⁹, output: 10⁻⁴`.
  private func words(_ run: UpdateRatioLines) -> String {
    guard let least = run.least, let most = run.most else { return "every update is NaN" }
    let range =
      least.name == most.name
      ? "\(least.name): \(Words.short(least.typical))"
      : "\(least.name): \(Words.short(least.typical)), \(most.name): \(Words.short(most.typical))"
    let bad = run.lines.count { $0.typical.isNaN }
    return range + (bad == 0 ? "" : "; NaN in \(bad)")
      + (context.end(of: run.run).map { " · \($0)" } ?? "")
  }

  /// How many lines are below the axis at most steps, and how many leave it through the top.
  private func beyond(_ run: UpdateRatioLines, _ scale: LogScale) -> [RuleMark] {
    let (low, high) = scale.domain
    let below = run.lines.count { $0.typical < low }
    let above = run.lines.count { $0.points.contains { $0.y > high } }
    return [
      (below, low, "mostly below"), (above, high, "go above"),
    ].compactMap { count, end, words in
      guard count > 0 else { return nil }
      var rule = RuleMark(
        .horizontal(y: end),
        label: "\(count) of \(run.lines.count) lines \(words) \(scale.label(end))")
      rule.avoids = run.lines.map(\.points)
      return rule
    }
  }

  /// The colours of some lines, and the dashes of the learning rate.
  private var key: [Legend.Entry] {
    var entries: [Legend.Entry] = []
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
      + "‖ΔW‖ / ‖W‖: the share of its weights that a layer changes in a step; points and numbers are medians "
      + "over steps, under a name those of the layers that move least and most. 10⁻³ is a rule of thumb for SGD "
      + "and Adam: at 0.1 ten steps replace the weights, at 10⁻⁵ a thousand change 1 % of them."
      + healthy + (drawn.note.isEmpty ? "" : " \(drawn.note)")
  }

  /// What runs that are healthy have, so that the rule of thumb is not taken for a bound.
  private var healthy: String {
    let lines = shown.filter { $0.run.judgement.isHealthy && $0.run.hasLearned }.flatMap(\.lines)
    let typical = lines.map(\.typical).filter { $0 > 0 && $0.isFinite }
    let ends = lines.compactMap { $0.points.last?.y }.filter { $0 > 0 && $0.isFinite }
    guard let low = typical.min(), let high = typical.max(), let end = ends.min() else { return "" }
    return " What is healthy here has \(Words.short(low)) to \(Words.short(high))"
      + (end < low
        ? ", and as little as \(Words.short(end)) at the end, when less is left to learn." : ".")
  }
}
