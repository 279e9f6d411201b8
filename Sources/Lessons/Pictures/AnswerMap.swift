import Charts

/// What a network with two inputs answers all over the plane, from 0 to 1, with examples on it.
enum AnswerMap {
  /// 0, ½, 1: blue, nearly white, orange.
  static let colors = ColorMap(stops: [Palette.blue, Color(hex: 0xF4F4F4), Palette.orange])

  /// What the colours and the symbols are.
  static let legend: [Legend.Entry] = [
    .init("answers 0", .cell(colors.color(at: 0))),
    .init("cannot decide", .cell(colors.color(at: 0.5))),
    .init("answers 1", .cell(colors.color(at: 1))),
    .init("right is 0", .symbol(.circle, Palette.blue, outline: outline)),
    .init("right is 1", .symbol(.diamond, Palette.orange, outline: outline)),
  ]

  private static let outline = StrokeStyle(Palette.onLightCells, width: 1.5)

  /// A panel of it.
  ///
  /// - Parameter answers: row by row, from the smallest second input.
  static func panel(
    _ answers: [[Double]], range: (Double, Double), inputs: [[Double]], labels: [Int],
    title: String,
    subtitle: String
  ) -> Panel {
    var cells = CellMark(
      rows: answers, xEdges: range, yEdges: range, scale: LinearScale(from: 0, to: 1),
      colorMap: colors)
    cells.marksZero = false
    func points(_ label: Int) -> [Point] {
      zip(inputs, labels).filter { $0.1 == label }.map { Point($0.0[0], $0.0[1]) }
    }
    func axis(_ side: Axis.Side, _ title: String) -> Axis {
      Axis(
        side, scale: LinearScale(from: range.0, to: range.1), title: title,
        ticks: .values([0, 0.5, 1]))
    }
    return Panel(
      title: title, subtitle: subtitle, x: axis(.bottom, "input x₁"), y: axis(.left, "input x₂"),
      marks: [
        cells,
        SymbolMark(points(0), radius: 10, fill: Palette.blue, outline: outline),
        SymbolMark(points(1), shape: .diamond, radius: 10, fill: Palette.orange, outline: outline),
      ])
  }
}
