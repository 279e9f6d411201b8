import Charts
import Reports

/// The picture of the lesson.
extension InitializationLesson {
  /// Names the only one of them that keeps the signal within a factor of ten; nil where it is not one.
  private static func title(_ networks: String, _ rows: [Row]) -> String? {
    let alive = rows.filter { (0.1...10).contains($0.kept.printed) }
    guard alive.count == 1 else { return nil }
    return "\(networks): only \(alive[0].name) keeps the signal within a factor of ten, "
      + "\(alive[0].kept) at the end"
  }

  static func figure(
    _ rows: [Row], _ depths: [Int], _ phi: String, _ source: String
  ) -> LessonFigure {
    let deepest = rows.map(\.deepest)
    let accuracies = rows.enumerated().map { index, row in
      NamedLine(
        name: row.name,
        points: zip(depths, row.runs).map { Point(Double($0), $1.accuracy) },
        color: RunPanels.color(index, of: rows.count), dotRadius: 4)
    }
    let words = rows.map { "\($0.name) \($0.kept)" }.joined(separator: ", ")
    return LessonFigure(
      "initialization",
      title: title("\(phi), \(depths.last ?? 0) layers", rows) ?? "\(phi), "
        + "\(depths.last ?? 0) layers: what is left of the signal at the end is \(words)",
      subtitle: "Left and middle: the deepest networks before training; a level line keeps its "
        + "size. The signal goes from left to right, δ from right to left: it comes from the output. "
        + "Where a line ends or is missing, the number is 0 or too large. "
        + "Right: what training made of each depth.",
      panels: [
        RunPanels.profile(
          .activationRMS, of: deepest, title: "Signal, going forward",
          subtitle: "by layer, before "
            + "training",
          axis: "activation RMS"),
        RunPanels.profile(
          .deltaRMS, of: deepest, title: "δ, coming back", subtitle: "by layer, before training",
          axis: "δ RMS"),
        Panel(
          title: "Accuracy", subtitle: "share of right answers after training",
          x: Axis(
            .bottom, scale: LinearScale(from: 0, to: Double(depths.last ?? 1)),
            title: "hidden "
              + "layers",
            ticks: .values(depths.map(Double.init))),
          y: RunPanels.shareAxis("accuracy"), marks: accuracies.map(\.mark)),
      ], columns: 3,
      legend: rows.enumerated().map { index, row in
        .init(row.name, .line(StrokeStyle(RunPanels.color(index, of: rows.count), width: 2.5)))
      }, source: source, rowHeight: 430)
  }
}
