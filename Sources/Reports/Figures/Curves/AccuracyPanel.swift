import Charts
import Records

/// Accuracy over steps: each batch faint, the running median strong, what was held out as dots.
struct AccuracyPanel {
  let context: FigureContext

  /// Whether a run has an accuracy to draw.
  static func isKnown(_ run: JudgedRun) -> Bool {
    run.record.curves.accuracy.contains(where: \.isFinite)
      || HeldOutLooks(run.record).looks.contains { $0.accuracy.isFinite }
  }

  /// The accuracies of a run's batches; NaN where the loss is no number, for who answers with NaN does not
  /// answer.
  static func values(_ curves: Curves) -> [Double] {
    zip(curves.accuracy, curves.loss).map { $1.isFinite ? $0 : .nan }
  }

  /// A panel of some runs.
  func panel(
    _ pairs: [(run: JudgedRun, style: RunStyle)], title: String, titleColor: Color,
    subtitle: String?, labels: DirectLabels?
  ) -> Panel {
    guard pairs.contains(where: { Self.isKnown($0.run) }) else {
      let isRegression = pairs.allSatisfy(\.run.isRegression)
      return AbsencePanel.panel(
        title: title, titleColor: titleColor,
        isRegression ? "values are predicted, which have no accuracy" : "no accuracy was recorded")
    }
    let lines = pairs.map {
      SmoothedLoss($0.run.record.curves, of: Self.values($0.run.record.curves))
    }
    var marks: [any Mark] = zip(pairs, lines).map { pair, line in
      LineMark(
        x: line.steps, y: Self.values(pair.run.record.curves),
        style: StrokeStyle(pair.style.color.faint(1.6), width: 1))
    }
    marks += zip(pairs, lines).map { pair, line in
      LineMark(x: line.steps, y: line.losses, style: pair.style.stroke, name: pair.run.name)
    }
    marks += pairs.flatMap { HeldOutMarks(run: $0.run, style: $0.style).accuracy }
    let chances = RunGroup(pairs.map(\.run)).common { $0.record.chance?.accuracy }
    if let chance = chances ?? nil, chance.isFinite {
      var rule = RuleMark(.horizontal(y: chance), label: "guessing: \(Words.share(chance))")
      rule.avoids = LossPanel.drawn(lines, of: pairs.map { Self.values($0.run.record.curves) })
      marks.append(rule)
    }
    return Panel(
      title: title, titleColor: titleColor, subtitle: subtitle, x: context.stepAxis(),
      y: Axis(.left, scale: LinearScale(from: 0, to: 1.04), maximumTicks: 6, showsGrid: true),
      marks: marks, labels: labels)
  }
}
