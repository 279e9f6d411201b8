import Charts
import Networks
import Reports

/// The picture of the lesson.
extension DyingReLULesson {
  static func figure(
    _ ways: [Way], _ depth: Int, _ settings: LessonSettings, _ card: LessonCard
  ) -> LessonFigure {
    let silent = ways.enumerated().map { index, way in
      NamedLine(
        name: way.relu.name, points: way.relu.silentShares.map { Point(Double($0.step), $0.share) },
        color: Palette.lines[index], dotRadius: 3)
    }
    let isLost = ways.contains { $0.relu.accuracy.isNaN || $0.leaky.accuracy.isNaN }
    let absent = isLost ? "; absent: its numbers overflowed, it answers nothing" : ""
    let bars = AccuracyBars.panel(
      ways.enumerated().map { index, way in
        .init(
          name: way.name, first: way.relu.accuracy, second: way.leaky.accuracy,
          color: Palette.lines[index])
      }, title: "Accuracy at the end",
      subtitle: "dot: ReLU; ring: leaky ReLU" + absent)
    let runs = ways.map(\.relu)
    return LessonFigure(
      "dying-relu",
      title: "Silent ReLU units at the end: "
        + ways.map { "\(Shown.percent($0.end)) (\($0.name))" }.joined(separator: ", "),
      subtitle: "Left: the two activations; where ReLU is level, nothing flows back. Middle: share "
        + "of units that are silent for every example, each dot a look. Right: what the networks "
        + "learned.",
      panels: [
        shapes(),
        Panel(
          title: "Silent ReLU units",
          subtitle: depth == 1
            ? "of the hidden layer"
            : depth == 2 ? "of both hidden layers" : "of all \(depth) hidden layers",
          x: RunPanels.stepAxis(runs), y: RunPanels.shareAxis("share of units"),
          marks: silent.map(\.mark)),
        bars,
      ], columns: 3,
      legend: [
        .init("ReLU, left", .line(line)), .init("leaky ReLU, left", .line(other)),
      ]
        + ways.enumerated().map { index, way in
          .init(way.name, .line(StrokeStyle(Palette.lines[index], width: 2.5)))
        }, source: settings.source(of: card.name), rowHeight: 430)
  }

  private static var line: StrokeStyle { StrokeStyle(Palette.ink, width: 2.5) }
  private static var other: StrokeStyle {
    StrokeStyle(Palette.reddishPurple, width: 2.5, dash: [6, 4])
  }

  /// ReLU and leaky ReLU around 0; the slope of the second is drawn ten times as steep, to be seen.
  private static func shapes() -> Panel {
    let (relu, leaky) = (ReLU(), LeakyReLU(slope: 0.1) ?? LeakyReLU())
    let x = (0...120).map { -3 + 6 * Double($0) / 120 }
    return Panel(
      title: "ReLU and leaky ReLU",
      subtitle: "dashed: leaky; drawn with slope 0.1, not 0.01, to "
        + "be seen",
      x: Axis(.bottom, scale: LinearScale(from: -3, to: 3), title: "weighted sum z"),
      y: Axis(.left, scale: LinearScale(from: -1, to: 3), title: "output φ(z)", showsGrid: true),
      marks: [
        RuleMark(.vertical(x: 0)), LineMark(x: x, y: x.map(relu.value), style: line, name: "ReLU"),
        LineMark(x: x, y: x.map(leaky.value), style: other, name: "leaky ReLU, slope 0.1"),
      ])
  }
}
