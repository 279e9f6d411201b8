import Charts
import Records
import Reports

/// A line of a panel that is no profile and no loss.
struct NamedLine: Sendable {
  let name: String
  let points: [Point]
  let color: Color
  var dash: [Double] = []
  /// Radius of a dot at each point, in points of the canvas.
  var dotRadius = 0.0

  /// The mark of it.
  var mark: LineMark {
    LineMark(
      points, style: StrokeStyle(color, width: 2.5, dash: dash), dotRadius: dotRadius, name: name)
  }
}

extension RunPanels {
  /// An axis of shares from 0 to 1.
  static func shareAxis(_ title: String) -> Axis {
    Axis(.left, scale: LinearScale(from: 0, to: 1), title: title, showsGrid: true)
  }

  /// What a line that ends early means, as the end of a sentence; empty where every value stayed a number.
  static func earlyEnds(_ runs: [JudgedRun]) -> String {
    let lost = runs.filter { $0.firstNonFinite != nil }.map { "\"\($0.name)\"" }
    guard !lost.isEmpty else { return "" }
    return "; where \(Words.list(lost)) \(lost.count == 1 ? "ends" : "end"), the next value is no "
      + "number"
  }

  /// An axis of training steps.
  static func stepAxis(_ runs: [JudgedRun]) -> Axis {
    let last = runs.map { $0.record.curves.lastStep ?? 0 }.max() ?? 1
    return Axis(
      .bottom, scale: LinearScale(from: 0, to: Double(max(last, 1))), title: "training step",
      ticks: .integers(includingEnds: false), maximumTicks: 6)
  }

  /// One of the curves of runs over the steps, on a log axis; a value that is not above 0 makes a gap.
  static func curve(
    _ values: (Curves) -> [Double], of runs: [JudgedRun], title: String, subtitle: String,
    axis: String
  ) -> Panel {
    let lines = runs.map { run in
      zip(run.record.curves.steps, values(run.record.curves)).map { Point(Double($0), $1) }
    }
    return Panel(
      title: title, subtitle: subtitle, x: stepAxis(runs),
      y: Axis(
        .left, scale: LogScale(fitting: lines.flatMap { $0.map(\.y) }), title: axis,
        showsGrid: true),
      marks: lines.enumerated().map { index, points in
        NamedLine(
          name: runs[index].name, points: points, color: color(index, of: runs.count)
        ).mark
      })
  }
}
