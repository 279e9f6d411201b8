import Charts
import Records
import Texts

/// One look at the outputs of a run, with the examples.
struct DecisionPanel {
  let run: JudgedRun
  let map: OutputMap
  let grid: OutputGrid
  /// Whether the panel says whose it is.
  let namesRun: Bool

  var isClassifying: Bool { !map.classes.isEmpty }
  var isPlane: Bool { map.axes.count == 2 }

  private static let radius = 3.8

  /// Colours in the order of the classes; the map of this program has no more classes than these.
  static func color(of index: Int) -> Color {
    Palette.categorical[index % Palette.categorical.count]
  }

  static func shape(of index: Int) -> SymbolMark.Shape {
    SymbolMark.Shape.allCases[index % SymbolMark.Shape.allCases.count]
  }

  private var title: String {
    let isLast = grid.step == map.grids.last?.step
    let step =
      "step \(grid.step)" + (grid.step == 0 ? ", before training" : isLast ? ", the end" : "")
    return namesRun ? "\(run.name): \(step)" : step
  }

  var legend: [Legend.Entry] {
    map.classes.enumerated().map { index, name in
      .init(
        "\(map.target) \(name)",
        .symbol(
          Self.shape(of: index), Self.color(of: index),
          outline: Self.outline(of: Self.color(of: index))))
    }
  }

  // MARK: - Drawing

  /// Of the ground's colour, so that neighbours keep apart; dark around a colour that the ground swallows.
  private static func outline(of color: Color) -> StrokeStyle {
    StrokeStyle(
      color.contrast(with: Palette.background) < 1.6 ? Palette.ink : Palette.background, width: 0.9)
  }

  /// Whether all panels are of one set of data, and so of one pair of axes.
  func sharesAxes(with panels: [DecisionPanel]) -> Bool {
    panels.allSatisfy { $0.map.axes == map.axes && $0.map.target == map.target }
  }

  /// The scale of the values of all panels; of classes none is needed.
  func valueScale(of panels: [DecisionPanel]) -> LinearScale {
    let answers = panels.flatMap { $0.map.examples.map(\.answer) }
    let values = isPlane ? [] : panels.flatMap { $0.grid.values.map(Double.init) }
    // What a diverging network answers would make the examples a line.
    let (low, high) = (answers.min() ?? 0, answers.max() ?? 1)
    let room = max(high - low, 1e-9)
    return LinearScale(
      fitting: answers + values.filter { $0 > low - room && $0 < high + room })
  }

  /// The key of a surface.
  func colorBar(of panels: [DecisionPanel]) -> ColorBar? {
    guard !isClassifying, isPlane else { return nil }
    let special = panels.flatMap { $0.surface(valueScale(of: panels)).occurringSpecialValues }
    return ColorBar(scale: valueScale(of: panels), title: map.target, occurring: special)
  }

  /// The panel, with the scale of all values beside it.
  func panel(scale: LinearScale) -> Panel {
    let trouble = trouble
    guard grid.values.contains(where: \.isFinite) else {
      return AbsencePanel.panel(title: title, trouble ?? "there is no output")
    }
    let x = axis(.bottom, map.axes[0])
    let y =
      isPlane
      ? axis(.left, map.axes[1])
      : isClassifying
        ? Axis(.left, scale: LinearScale(from: 0, to: 1), title: "how sure", maximumTicks: 6)
        : Axis(.left, scale: scale, title: map.target, maximumTicks: 6, showsGrid: true)
    return Panel(
      title: title, subtitle: [scoreText, trouble].compactMap { $0 }.joined(separator: "; "),
      x: x, y: y, marks: ground(scale) + examples(scale))
  }

  private func axis(_ side: Axis.Side, _ axis: OutputMap.Axis) -> Axis {
    Axis(
      side, scale: LinearScale(from: axis.lower, to: axis.upper), title: axis.name,
      maximumTicks: 6)
  }

  private func surface(_ scale: LinearScale) -> CellMark {
    let width = map.axes[0].count
    let rows = stride(from: 0, to: grid.values.count, by: max(width, 1)).map { start in
      grid.values[start..<min(start + width, grid.values.count)].map(Double.init)
    }
    let y = map.axes.count > 1 ? (map.axes[1].lower, map.axes[1].upper) : (0.0, 1.0)
    return CellMark(
      rows: rows, xEdges: (map.axes[0].lower, map.axes[0].upper), yEdges: y, scale: scale)
  }

  private func ground(_ scale: LinearScale) -> [any Mark] {
    if isClassifying {
      let regions: any Mark = RegionMark(map: map, grid: grid)
      return isPlane ? [regions] : [regions, curve(Palette.ink)]
    }
    return isPlane ? [surface(scale)] : []
  }

  private func curve(_ color: Color) -> LineMark {
    LineMark(
      x: (0..<map.axes[0].count).map(map.axes[0].center), y: grid.values.map(Double.init),
      style: StrokeStyle(color, width: 2.6), name: "\(run.name), \(title)")
  }

  /// The examples; of a curve under it.
  private func examples(_ scale: LinearScale) -> [any Mark] {
    if isClassifying {
      return map.classes.indices.flatMap { index in
        marks(
          map.examples.filter { Int($0.answer) == index }, Self.color(of: index),
          Self.shape(of: index)
        ) { isPlane ? $0.features[1] : 0.04 + 0.05 * Double(index) }
      }
    }
    guard isPlane else {
      return marks(map.examples, Palette.skyBlue, .circle) { $0.answer } + [curve(Palette.ink)]
    }
    return map.examples.map { example in
      SymbolMark(
        [Point(example.features[0], example.features[1])], radius: Self.radius,
        fill: ColorMap.viridis.color(at: scale.fraction(of: example.answer) ?? 0),
        outline: StrokeStyle(Palette.background, width: 0.7))
    }
  }

  private func marks(
    _ examples: [OutputMap.Example], _ color: Color, _ shape: SymbolMark.Shape,
    y: (OutputMap.Example) -> Double
  ) -> [any Mark] {
    func points(_ isHeldOut: Bool) -> [Point] {
      examples.filter { $0.isHeldOut == isHeldOut }.map { Point($0.features[0], y($0)) }
    }
    return [
      SymbolMark(
        points(false), shape: shape, radius: Self.radius, fill: color,
        outline: Self.outline(of: color)),
      SymbolMark(
        points(true), shape: shape, radius: Self.radius - 0.4, fill: Palette.background,
        outline: StrokeStyle(color.readable(contrast: 2), width: 1.5)),
    ]
  }
}
