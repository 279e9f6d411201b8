import Charts
import Records
import Texts

/// Loss over steps: each batch faint, the running median strong, guessing as a guide line.
struct LossPanel {
  let context: FigureContext

  /// The range of the steps of each point; nothing where every point is one step.
  private func range(_ run: JudgedRun, _ style: RunStyle, x: [Double]) -> BandMark? {
    let curves = run.record.curves
    guard curves.counts.contains(where: { $0 > 1 }) else { return nil }
    return BandMark(
      x: x, lower: curves.smallestLoss, upper: curves.largestLoss,
      color: style.color.mixed(with: Palette.background, 0.88))
  }

  /// A panel of some runs on the scale of all runs of the context.
  func panel(
    _ pairs: [(run: JudgedRun, style: RunStyle)], title: String, titleColor: Color = Palette.ink,
    subtitle: String? = nil, labels: DirectLabels? = nil
  ) -> Panel {
    guard pairs.contains(where: { $0.run.record.curves.loss.contains(where: \.isFinite) }) else {
      let isKnown = pairs.contains(where: \.run.hasCurve)
      return AbsencePanel.panel(
        title: title, titleColor: titleColor,
        isKnown ? "every loss recorded is NaN or infinite" : "no loss was recorded")
    }
    var marks: [any Mark] = []
    let lines = pairs.map { SmoothedLoss($0.run.record.curves) }
    for ((run, style), line) in zip(pairs, lines) {
      if let range = range(run, style, x: line.steps) { marks.append(range) }
      marks.append(
        LineMark(
          x: line.steps, y: run.record.curves.loss,
          style: StrokeStyle(style.color.mixed(with: Palette.background, 0.78), width: 1)))
    }
    for ((_, style), line) in zip(pairs, lines) {
      marks.append(LineMark(x: line.steps, y: line.losses, style: style.stroke))
    }
    // Runs on different data have no level of guessing in common.
    if let chance = RunGroup(pairs.map(\.run)).commonChanceLoss {
      var rule = RuleMark(
        .horizontal(y: chance), label: "guessing: \(Words.short(chance, digits: 3))")
      rule.avoids = lines.map { zip($0.steps, $0.losses).map { Point($0, $1) } }
      marks.append(rule)
    }
    let notes = [subtitle, beyond(pairs.map(\.run))].compactMap { $0 }
    return Panel(
      title: title, titleColor: titleColor,
      subtitle: notes.isEmpty ? nil : notes.joined(separator: "; "), x: context.stepAxis(),
      y: Axis(.left, scale: scale, maximumTicks: 6, showsGrid: true),
      marks: marks, labels: labels)
  }

  /// What leaves the panel through its top, in words; nil where nothing does.
  private func beyond(_ runs: [JudgedRun]) -> String? {
    let top = scale.domain.upper
    let most = runs.flatMap { $0.record.curves.loss + $0.record.curves.largestLoss }
      .filter { $0.isFinite && $0 > top }.max()
    return most.map { "losses up to \(Words.short($0, digits: 3)) are beyond the axis" }
  }

  /// From 0 to the top of every smoothed curve, but at most to twice the loss of guessing, so that
  /// a run that blows up does not flatten the others: its curve leaves through the top. Where that
  /// would leave nothing to see, the losses get a logarithmic scale.
  private var scale: any Scale {
    let known = context.runs.compactMap { $0.record.chance?.loss }.max()
    // Without a level of guessing, from 0 to the top of all curves.
    let chance = known ?? .infinity
    let curves = context.runs.flatMap { SmoothedLoss($0.record.curves).losses }.filter(\.isFinite)
    guard curves.isEmpty || curves.contains(where: { $0 < 2 * chance }) else {
      return LogScale(
        fitting: context.runs.flatMap(\.record.curves.loss).filter(\.isFinite)
          + [known].compactMap { $0 })
    }
    let highest = curves.max() ?? chance
    let top = known == nil ? highest * 1.04 : min(max(highest, chance * 1.15), 2 * chance) * 1.04
    return LinearScale(from: 0, to: top)
  }
}
