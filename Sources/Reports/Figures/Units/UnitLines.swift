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

  /// The lines of all runs, those of the end over those of the start.
  static func marks(_ lines: [UnitLines], _ context: FigureContext) -> [any Mark] {
    let dots = context.axis.dots(2.8)
    func mark(_ run: UnitLines, _ values: [Double], _ moment: Moment) -> LineMark {
      LineMark(
        x: ChainAxis.positions(values.count), y: values,
        style: moment.stroke(run.style.color, dash: run.style.isNaive),
        dotRadius: moment == .end ? dots : 0, name: "\(run.run.name), \(moment.words)")
    }
    return lines.map { mark($0, $0.start, .start) }
      + lines.filter { !$0.end.isEmpty }.map { mark($0, $0.end, .end) }
  }
}
