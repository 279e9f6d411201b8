import Charts
import Records

/// The cells of a sweep in the plane of its two variables, with the border of theory over them.
struct PhaseDiagramFigure: Figure {
  let sweep: SweepRecord
  let measure: SweepMeasure
  /// The command that made it.
  let command: String
  static let name = "phase-diagram"
  static let topic = "a sweep as a map"

  private var words: SweepWords { SweepWords(sweep, measure: measure) }

  var title: String { words.title }
  var size: Size { Size(1600, 1060) }

  func draw(on canvas: any Canvas) {
    let area = Page(title: title, subtitle: words.message, source: words.source(command))
      .draw(on: canvas)
    let scale = measure.scale(of: sweep)
    let bar = ColorBar(
      scale: scale, colorMap: measure.colorMap, title: words.measureTitle, maximumTicks: 11)
    let barWidth = bar.width(height: area.height, on: canvas)
    let legend = Legend(entries, font: Typography.axisTitle)
    let legendHeight = entries.isEmpty ? 0 : legend.size(within: area.width, on: canvas).height
    legend.draw(at: Point(area.x, area.y - 6), within: area.width, on: canvas)
    // The name of the critical line stands between legend and plot.
    let top = legendHeight + 8 + canvas.measure("", labelFont).height
    let room = Rect(
      x: area.x, y: area.y + top, width: area.width - barWidth - 40, height: area.height - top)
    let panel = Panel(x: axis(.bottom, sweep.x), y: axis(.left, sweep.y), marks: marks(scale))
    let plot = panel.draw(in: room, on: canvas)
    drawCriticalLabel(plot, panel, canvas)
    bar.draw(
      in: Rect(
        x: area.maxX - barWidth, y: plot.minY - 32, width: barWidth, height: plot.height + 32),
      on: canvas)
  }

  private func axis(_ side: Axis.Side, _ axis: SweepAxis) -> Axis {
    Axis(
      side, scale: GridScale(values: axis.values, isLogarithmic: axis.isLogarithmic),
      title: axis.variable.title, maximumTicks: 13)
  }

  // MARK: - Marks

  private func marks(_ scale: LinearScale) -> [any Mark] {
    let x = GridScale(values: sweep.x.values)
    let y = GridScale(values: sweep.y.values)
    let values = sweep.cells.map { $0.map { $0.map(measure.value) } }
    // Cells that are missing within a row are white: they must not be taken for values.
    let cells = MissingCellMark(
      values: values, x: x.domain, y: y.domain, scale: scale, colorMap: measure.colorMap)
    return [cells] + curveMarks + criticalMarks
  }

  private var curveMarks: [any Mark] {
    guard let border = SweepBorder(sweep), let theory = sweep.theory else { return [] }
    let isUpright = sweep.y.variable == .depth
    let points = theory.curve.map { point in
      // Infinite depths end far above the plot, where the clip cuts.
      let depth = min(Double(border.multiple) * point.depthScale, 1e6)
      return isUpright ? Point(point.value, depth) : Point(depth, point.value)
    }
    return [
      LineMark(points, style: Self.halo), LineMark(points, style: Self.curveStroke),
    ]
  }

  private var criticalMarks: [any Mark] {
    guard let direction = criticalDirection else { return [] }
    return [
      RuleMark(direction, style: Self.halo), RuleMark(direction, style: Self.criticalStroke),
    ]
  }

  private var criticalDirection: RuleMark.Direction? {
    guard let theory = sweep.theory, let critical = theory.critical else { return nil }
    return sweep.x.variable == theory.along ? .vertical(x: critical) : .horizontal(y: critical)
  }

  static let halo = StrokeStyle(Palette.background.opacity(0.75), width: 6)
  static let curveStroke = StrokeStyle(Palette.ink, width: 2.8)
  static let criticalStroke = StrokeStyle(
    Palette.vermillion, width: 2.8, dash: StrokeStyle.dashes(width: 2.8))

  // MARK: - Words beside the marks

  private var labelFont: Font { Font(size: Typography.directLabel.size, weight: .bold) }

  /// Above the plot: the name of the line, and what δ does on either side of it where there is room.
  /// A horizontal line is named at the right end.
  private func drawCriticalLabel(_ plot: Rect, _ panel: Panel, _ canvas: any Canvas) {
    guard let direction = criticalDirection, let text = words.critical else { return }
    let width = canvas.measure(text, labelFont).width
    let baseline = plot.minY - 8
    var left = plot.maxX - width
    switch direction {
    case .vertical(let value):
      let scale = panel.x.scale.drawn(from: plot.minX, to: plot.maxX)
      guard scale.contains(value), let at = scale.position(of: value) else { return }
      left = min(max(at - width / 2, plot.minX), plot.maxX - width)
      let sides = SweepWords.sides
      let style = TextStyle(Typography.directLabel, color: Palette.secondaryText)
      if plot.minX + canvas.measure(sides.left, style.font).width + 20 < left {
        canvas.text(sides.left, at: Point(plot.minX, baseline), style)
      }
      let start = plot.maxX - canvas.measure(sides.right, style.font).width
      if start > left + width + 20 { canvas.text(sides.right, at: Point(start, baseline), style) }
    case .horizontal(let value):
      guard panel.y.scale.contains(value) else { return }
    }
    canvas.text(
      text, at: Point(left, baseline), TextStyle(labelFont, color: Palette.vermillion.readable()))
  }

  private var entries: [Legend.Entry] {
    var entries: [Legend.Entry] = []
    if let border = words.border { entries.append(.init(border, .line(Self.curveStroke))) }
    if sweep.done.contains(where: { $0.cell.status == .diverged }) {
      entries.append(.init("diverged", .fill(MissingCellMark.diverged)))
    }
    if sweep.done.count < sweep.cellCount {
      entries.append(.init("not trained yet", .fill(MissingCellMark.open)))
    }
    return entries
  }
}
