import Charts

/// Accuracies of pairs of networks, a row a pair: a dot for the first, a ring around its place for the second.
enum AccuracyBars {
  /// A pair.
  struct Pair: Sendable {
    let name: String
    let first: Double
    let second: Double
    let color: Color
  }

  /// The panel; the first pair is at the top.
  static func panel(_ pairs: [Pair], title: String, subtitle: String) -> Panel {
    let count = Double(pairs.count)
    func row(_ index: Int) -> Double { count - Double(index) }
    let names = pairs.reversed().map(\.name)
    return Panel(
      title: title, subtitle: subtitle,
      x: Axis(.bottom, scale: LinearScale(from: 0, to: 1), title: "accuracy", showsGrid: true),
      y: Axis(
        .left, scale: NamedScale(names: names, numbers: LinearScale(from: 0.4, to: count + 0.6)),
        ticks: .values((1...max(pairs.count, 1)).map(Double.init)), showsLine: false),
      marks: pairs.enumerated().flatMap { index, pair -> [any Mark] in
        let y = row(index)
        return [
          LineMark(
            [Point(pair.first, y), Point(pair.second, y)],
            style: StrokeStyle(pair.color.mixed(with: Palette.background, 0.5), width: 2)),
          SymbolMark([Point(pair.first, y)], radius: 6, fill: pair.color),
          SymbolMark(
            [Point(pair.second, y)], radius: 10, fill: nil,
            outline: StrokeStyle(pair.color, width: 3)),
        ]
      })
  }
}
