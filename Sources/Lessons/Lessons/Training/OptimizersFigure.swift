import Charts
import Foundation
import Reports

/// The ways down the valley from above, and their losses.
enum OptimizersFigure {
  static func figure(
    _ paths: [ValleyRun], _ digits: [JudgedRun], _ settings: LessonSettings
  ) -> LessonFigure {
    let ends = paths.map { "\($0.name) \(Shown.short($0.losses.last ?? .nan))" }
    return LessonFigure(
      "optimizers",
      title: "After \(paths[0].points.count - 1) steps down x² + 3y²: loss "
        + ends.joined(separator: ", "),
      subtitle: "Top: the valley from above. Each grey line joins places of the same loss; the "
        + "cross is the bottom, the square where all begin, a dot a step. Bottom: what the steps "
        + "bring.",
      panels: [
        valley(paths, [0, 1, 2], "How many examples a step", "the same rate: all, 8, or 1"),
        valley(
          paths, [0, 3, 4], "What is made of the slope",
          "all examples: plain, momentum, Adam"),
        losses(paths), onDigits(digits),
      ], columns: 2, legend: RunPanels.legend(digits), source: settings.source(of: "optimizers"),
      rowHeight: 440)
  }

  private static func style(_ index: Int) -> StrokeStyle {
    StrokeStyle(RunPanels.color(index, of: 5), width: 2)
  }

  private static func valley(
    _ paths: [ValleyRun], _ shown: [Int], _ title: String, _ subtitle: String
  ) -> Panel {
    let start = paths[0].points[0]
    let x = 1.35 * max(start[0].magnitude, start[1].magnitude, 0.5)
    let y = 1.2 * max(start[1].magnitude, start[0].magnitude * 0.75, 0.5)
    let highest = ValleyRun.loss(x, y)
    let levels = [0.003, 0.02, 0.08, 0.2, 0.4, 0.7].map { $0 * highest }
    let contours = levels.map { level -> LineMark in
      let turns = (0...120).map { 2 * Double.pi * Double($0) / 120 }
      return LineMark(
        turns.map { Point(level.squareRoot() * cos($0), (level / 3).squareRoot() * sin($0)) },
        style: StrokeStyle(Palette.grid.mixed(with: Palette.axis, 0.35), width: 1))
    }
    let lines = shown.map { index in
      LineMark(
        paths[index].points.map { Point($0[0], $0[1]) }, style: style(index),
        dotRadius: paths[index].points.count > 200 ? 0 : 3, name: paths[index].name)
    }
    return Panel(
      title: title, subtitle: subtitle,
      x: Axis(.bottom, scale: LinearScale(from: -x, to: x), title: "x"),
      y: Axis(.left, scale: LinearScale(from: -y, to: y), title: "y"),
      marks: contours + lines + [
        SymbolMark([Point(0, 0)], shape: .cross, radius: 7, fill: Palette.ink),
        SymbolMark([Point(start[0], start[1])], shape: .square, radius: 6, fill: Palette.ink),
      ])
  }

  private static func losses(_ paths: [ValleyRun]) -> Panel {
    let all = paths.flatMap(\.losses)
    return Panel(
      title: "Loss x² + 3y²", subtitle: "a line downward: each step takes the same share",
      x: Axis(
        .bottom, scale: LinearScale(from: 0, to: Double(paths[0].points.count - 1)), title: "step",
        ticks: .integers(includingEnds: true)),
      y: Axis(.left, scale: LogScale(fitting: all), title: "loss", showsGrid: true),
      marks: paths.enumerated().map { index, path in
        LineMark(
          path.losses.enumerated().map { Point(Double($0), $1) }, style: style(index),
          name: path.name)
      })
  }

  private static func onDigits(_ runs: [JudgedRun]) -> Panel {
    let last = runs.map { Double(OptimizersOnDigits.looks($0)) }.max() ?? 1
    let curves = runs.map { curve($0, in: max(last / 40, 1)) }
    return Panel(
      title: "Digits: loss by the work done",
      subtitle: "means over a fortieth of the work, where there are more steps",
      x: Axis(
        .bottom, scale: LinearScale(from: 0, to: max(last, 1)), title: "examples looked at",
        ticks: .integers(includingEnds: false), maximumTicks: 5),
      y: Axis(
        .left, scale: LogScale(fitting: curves.flatMap { $0.map(\.y) }), title: "loss",
        showsGrid: true),
      marks: curves.enumerated().map { index, points in
        LineMark(
          points, style: style(index), dotRadius: points.count < 5 ? 4 : 0, name: runs[index].name)
      })
  }

  /// The loss by examples looked at, as the mean over every so many of them.
  private static func curve(_ run: JudgedRun, in bin: Double) -> [Point] {
    let curves = run.record.curves
    let batch = Double(OptimizersOnDigits.plan(run).batchSize)
    func isBinBegun(by index: Int) -> Bool {
      index == 0
        || Int(Double(curves.steps[index]) * batch / bin)
          > Int(Double(curves.steps[index - 1]) * batch / bin)
    }
    let starts = curves.loss.indices.filter(isBinBegun)
    let bins = zip(starts, starts.dropFirst() + [curves.loss.count]).map { $0..<$1 }
    // The last bin can have a single step, which says little beside the mean of many.
    func steps(_ bin: Range<Int>) -> Int { bin.reduce(0) { $0 + curves.counts[$1] } }
    let most = bins.map(steps).max() ?? 1
    return curves.means(of: curves.loss, over: bins.filter { steps($0) * 4 >= most })
      .map { Point($0.x * batch, $0.y) }
  }
}
