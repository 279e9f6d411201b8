import Charts
import Reports

/// What units answer to as small images, a row for each layer, and accuracy by the number of examples.
enum FeaturesFigure {
  /// Images in a row, and in one of a narrow window.
  private static let (most, fewer) = (10, 3)
  private static let colors = ColorMap(stops: [
    Palette.blue, Color(hex: 0xF4F4F4), Palette.vermillion,
  ])

  static func figure(
    _ units: UnitAnswers, _ runs: [JudgedRun], _ names: [String], _ settings: LessonSettings
  ) -> LessonFigure {
    let shares = units.layers.indices.filter { !units.layers[$0].isEmpty }.map {
      "\(FeaturesWords.share(units, $0)) in layer \($0 + 1)"
    }
    func rows(_ most: Int) -> [Panel] {
      units.layers.indices.map { row(units, $0, names, most) } + [accuracy(runs)]
    }
    return LessonFigure(
      "features",
      title: shares.isEmpty
        ? "No unit tells one digit from another"
        : "How much of what units say follows from which digit they see: "
          + shares.joined(separator: ", "),
      subtitle: "Each image: the mean of the \(UnitAnswers.top) digits for which one unit is "
        + "highest, less the mean of all digits. Below it the same measure for this unit alone, and "
        + "the digit that is most often among the \(UnitAnswers.top). Last row: digits read right, "
        + "by the number of examples trained on.",
      panels: rows(most), columns: 1,
      legend: [
        .init("more ink than in the mean of all, by 8 of 16", .cell(colors.color(at: 1))),
        .init("as much", .cell(colors.color(at: 0.5))),
        .init("less ink, by 8", .cell(colors.color(at: 0))),
      ], source: settings.source(of: "features"), rowHeight: 260, stacked: rows(fewer))
  }

  private static func row(
    _ units: UnitAnswers, _ layer: Int, _ names: [String], _ most: Int
  ) -> Panel {
    let shown = units.layers[layer].prefix(most)
    let count = units.layers[layer].count
    func axis(_ side: Axis.Side, _ upper: Double) -> Axis {
      var axis = Axis(
        side, scale: LinearScale(from: 0, to: upper), showsLabels: false, showsLine: false)
      axis.ticks = .values([])
      return axis
    }
    let marks = shown.enumerated().flatMap { index, unit -> [any Mark] in
      let left = Double(index) + 0.07
      var cells = CellMark(
        rows: (0..<8).map { Array(unit.image[$0 * 8..<($0 + 1) * 8]) }, xEdges: (left, left + 0.86),
        yEdges: (1, 0.28), scale: LinearScale(from: -8, to: 8), colorMap: colors)
      cells.marksZero = false
      let words = ["\(Shown.percent(unit.explained))", "most often \(names[unit.label])"]
      return [cells]
        + words.enumerated().map { line, text in
          TextMark(
            text, at: Point(left + 0.43, 0.25), offset: Point(0, 17 * Double(line)),
            style: TextStyle(
              Typography.note, color: Palette.secondaryText, anchor: .middle, baseline: .top))
        }
    }
    return Panel(
      title: "Hidden layer \(layer + 1)",
      subtitle: shown.isEmpty
        ? "no unit answers"
        : (shown.count < count ? "the first \(shown.count) of its \(count) units" : "its \(count)")
          + (count == 1 ? " unit" : shown.count < count ? "" : " units")
          + " that answer; all of them on average: \(FeaturesWords.share(units, layer))",
      x: axis(.bottom, Double(most)), y: axis(.left, 1), marks: Array(marks))
  }

  private static func accuracy(_ runs: [JudgedRun]) -> Panel {
    let counts = runs.map { Double($0.record.evaluation.trainingExamples) }
    func line(_ values: [Double], _ color: Color, _ name: String) -> LineMark {
      LineMark(
        x: counts, y: values, style: StrokeStyle(color, width: 2.5), dotRadius: 5, name: name)
    }
    return Panel(
      title: "Digits read right",
      subtitle: "blue: those that were held out; grey: those trained on",
      x: Axis(
        .bottom, scale: LogScale(from: (counts.min() ?? 1) * 0.9, to: (counts.max() ?? 10) * 1.1),
        title: "examples trained on", ticks: .values(counts)),
      y: Axis(
        .left, scale: LinearScale(from: 0, to: 1.05), title: "share", maximumTicks: 4,
        showsGrid: true),
      marks: [
        line(runs.map { $0.record.evaluation.trainingAccuracy }, Palette.axis, "trained on"),
        line(runs.map(\.accuracy), Palette.blue, "held out"),
      ])
  }
}
