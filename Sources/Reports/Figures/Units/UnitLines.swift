import Charts

/// A number of each place of a run at the start and at the end, as two lines.
struct UnitLines {
  let run: JudgedRun
  let style: RunStyle
  let start: [Double]
  /// Empty where there is one time point.
  let end: [Double]

  /// The latest that there is.
  var last: [Double] { end.isEmpty ? start : end }

  /// Which of the places are nothing but rounding, at the start and at the end; empty where that is of no matter.
  var rounding: (start: [Bool], end: [Bool]) = ([], [])

  /// The stroke of what is only rounding.
  static func pale(_ color: Color) -> StrokeStyle {
    StrokeStyle(color.faint(1.6), width: 1.4)
  }

  /// The lines of all runs, those of the end over those of the start.
  static func marks(_ lines: [UnitLines], _ context: FigureContext) -> [any Mark] {
    let dots = context.axis.dots(2.8)
    func marks(_ run: UnitLines, _ values: [Double], _ moment: Moment) -> [LineMark] {
      let rounding = moment == .start ? run.rounding.start : run.rounding.end
      func isRounding(_ index: Int) -> Bool { rounding.indices.contains(index) && rounding[index] }
      let (x, name) = (ChainAxis.positions(values.count), "\(run.run.name), \(moment.words)")
      let strong = LineMark(
        x: x, y: values.enumerated().map { isRounding($0) ? .nan : $1 },
        style: moment.stroke(run.style.color, dash: run.style.isNaive),
        dotRadius: moment == .end ? dots : 0, name: name)
      guard rounding.contains(true) else { return [strong] }
      // With the places beside them, so that the line is not torn.
      let pale = values.enumerated().map { index, value in
        (index - 1...index + 1).contains(where: isRounding) ? value : .nan
      }
      return [
        LineMark(
          x: x, y: pale, style: Self.pale(run.style.color), dotRadius: moment == .end ? 2 : 0,
          name: "\(name), only rounding"), strong,
      ]
    }
    return lines.flatMap { marks($0, $0.start, .start) }
      + lines.filter { !$0.end.isEmpty }.flatMap { marks($0, $0.end, .end) }
  }
}
