import Charts
import Records
import Reports

/// The picture of the lesson: the steps before the first NaN.
extension ExplodingLesson {
  static func figure(
    _ runs: [JudgedRun], _ settings: LessonSettings, _ card: LessonCard
  ) -> LessonFigure {
    let sick = runs[1]
    let ending =
      sick.firstNonFinite.map {
        "and at step \($0.step), in \(sick.words(of: $0.place)), comes the first value that is no "
          + "number"
      } ?? "and every value stays a number"
    let end =
      sick.firstNonFinite == nil ? "" : "; where one ends early, the next layer has no number"
    let cross =
      runs.contains { $0.firstNonFinite != nil }
      ? "; where it ends at a cross, the next value is no number" : ""
    let (panels, covered) = CoveredLines.shown([
      RunPanels.profile(
        .activationRMS, of: Array(runs.prefix(2)), title: "Signal by layer, before training",
        subtitle: "clipping changes nothing here", axis: "activation RMS"),
      steps(sick), loss(runs),
    ])
    return LessonFigure(
      "exploding",
      title: "\(sick.name): the signal changes by \(factor(sick)) a layer, "
        + "\(ending)",
      subtitle: "Left: size of the signal by layer before training; a straight line upward means "
        + "that every layer multiplies it by the same factor. Middle: \(sick.name) alone, a line a "
        + "step\(end). Right: the loss\(cross)." + covered,
      panels: panels, columns: 3, legend: RunPanels.legend(runs),
      source: settings.source(of: card.name),
      rowHeight: 430)
  }

  /// The signal by layer at some steps: the last ones before the first NaN, or the first and the last.
  private static func steps(_ run: JudgedRun) -> Panel {
    let history = run.record.history
    let end = run.firstNonFinite?.step ?? .max
    let finite = (0..<history.count).filter { history.steps[$0] <= end }
    let entries =
      run.firstNonFinite == nil ? [finite.first, finite.last].compactMap { $0 } : finite.suffix(4)
    let lines = entries.enumerated().map { index, entry in
      NamedLine(
        name: "step \(history.steps[entry])",
        points: run.evidence.profile(.activationRMS, at: entry).enumerated()
          .map { Point(Double($0 + 1), $1) },
        color: ColorMap.viridis.color(at: 0.85 * (1 - Double(index + 1) / Double(entries.count))),
        dotRadius: 3)
    }
    let ends = lines.compactMap { line in
      line.points.last { $0.y.isFinite && $0.y > 0 }.map { (line, $0) }
    }
    return Panel(
      title: run.firstNonFinite == nil
        ? "At the first step and at the end"
        : "Step by step until "
          + "the end",
      subtitle: run.name,
      x: Axis(
        .bottom, scale: LinearScale(from: 1, to: Double(max(run.record.depth, 2))),
        title: "hidden "
          + "layer",
        ticks: .integers(includingEnds: true)),
      y: Axis(
        .left, scale: LogScale(fitting: lines.flatMap { $0.points.map(\.y) }),
        title: "activation "
          + "RMS",
        showsGrid: true),
      marks: lines.map(\.mark),
      labels: DirectLabels(
        ends.map { .init($0.name, color: $0.color, point: $1) }, side: .trailing,
        font: Typography.note))
  }

  private static func loss(_ runs: [JudgedRun]) -> Panel {
    var panel = RunPanels.lossOverGuessing(of: runs)
    for (index, run) in runs.enumerated() where run.firstNonFinite != nil {
      let curves = run.record.curves
      guard let last = curves.loss.lastIndex(where: { $0.isFinite && $0 > 0 }) else { continue }
      panel.marks.append(
        SymbolMark(
          [Point(Double(curves.steps[last]), curves.loss[last])], shape: .cross, radius: 8,
          fill: RunPanels.color(index, of: runs.count)))
    }
    return panel
  }
}
