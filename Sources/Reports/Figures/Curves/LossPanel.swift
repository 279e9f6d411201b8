import Charts
import Records
import Texts

/// Loss over steps: each batch faint, the running median strong, what was held out as dots, guessing as a guide
/// line.
struct LossPanel {
  let context: FigureContext
  /// Whether losses of examples held out are drawn too.
  let showsHeldOut: Bool
  private let scale: any Scale

  /// Panels of the runs of a context.
  init(context: FigureContext, showsHeldOut: Bool = false) {
    self.context = context
    self.showsHeldOut = showsHeldOut
    scale = Self.scale(context, showsHeldOut)
  }

  /// The range of the steps of each point; nothing where every point is one step.
  private func range(_ run: JudgedRun, _ style: RunStyle, x: [Double]) -> BandMark? {
    let curves = run.record.curves
    guard curves.counts.contains(where: { $0 > 1 }) else { return nil }
    return BandMark(
      x: x, lower: curves.smallestLoss, upper: curves.largestLoss,
      color: style.color.faint(1.25))
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
          style: StrokeStyle(style.color.faint(1.6), width: 1),
          name: run.name))
    }
    for ((run, style), line) in zip(pairs, lines) {
      marks.append(
        LineMark(
          x: line.steps, y: line.losses, style: style.stroke, name: "\(run.name), running median"))
    }
    if showsHeldOut {
      marks += pairs.flatMap { HeldOutMarks(run: $0.run, style: $0.style).loss }
    }
    // Beside names at the ends, whose leaders would cross it, the words stand above.
    let isOne = labels == nil && pairs.count { CurveNotes.divergence($0.run) != nil } == 1
    marks += pairs.flatMap { divergence($0.run, $0.style, isNamed: isOne) }
    // Runs on different data have no level of guessing in common.
    if let chance = RunGroup(pairs.map(\.run)).commonChanceLoss {
      var rule = RuleMark(
        .horizontal(y: chance), label: "guessing: \(Words.short(chance, digits: 3))")
      rule.avoids = Self.drawn(lines, of: pairs.map(\.run.record.curves.loss))
      marks.append(rule)
    }
    let notes = [
      subtitle, labels == nil ? divergences(pairs.map(\.run)) : nil, beyond(pairs.map(\.run)),
    ].compactMap { $0 }
    return Panel(
      title: title, titleColor: titleColor,
      subtitle: notes.isEmpty ? nil : notes.joined(separator: "; "), x: context.stepAxis(),
      y: Axis(.left, scale: scale, maximumTicks: 6, showsGrid: true),
      marks: marks, labels: labels)
  }

  /// The points of the strong lines, and of the faint ones of single batches.
  static func drawn(_ lines: [SmoothedLoss], of values: [[Double]]) -> [[Point]] {
    zip(lines, values).flatMap { line, values in
      [line.losses, values].map { zip(line.steps, $0).map { Point($0, $1) } }
    }
  }

  /// What the ring and the upright line of a run that diverges are; nil where none does.
  private func divergences(_ runs: [JudgedRun]) -> String? {
    let found = runs.compactMap(CurveNotes.divergence)
    guard !found.isEmpty else { return nil }
    let kinds = AbsencePanel.kinds(found.map(\.loss))
    return found.count == 1
      ? "ring: the last loss that is a number; upright line: from there on it is \(kinds)"
      : "rings: the last losses that are numbers; upright lines: from there on they are \(kinds)"
  }

  /// What leaves the panel through its top, in words; nil where nothing does.
  private func beyond(_ runs: [JudgedRun]) -> String? {
    let top = scale.domain.upper
    let most = runs.flatMap { $0.record.curves.loss + $0.record.curves.largestLoss }
      .filter { $0.isFinite && $0 > top }.max()
    return most.map { "losses up to \(Words.short($0, digits: 3)) are beyond the axis" }
  }

  /// Where a loss stops being a number: a line across, and a ring at the last one that was.
  private func divergence(
    _ run: JudgedRun, _ style: RunStyle, isNamed: Bool
  ) -> [any Mark] {
    guard let found = CurveNotes.divergence(run) else { return [] }
    let stroke = StrokeStyle(style.color, width: 1.6)
    let words = "\(Words.short(found.loss)) from step \(found.step) on"
    let rule = RuleMark(
      .vertical(x: Double(found.step)), label: isNamed ? words : nil, style: stroke)
    let last = found.before.map { RingMark([Point(Double($0.step), $0.loss)], style: stroke) }
    return [rule] + [last].compactMap { $0 }
  }

  /// The largest loss that has a place.
  var top: Double { scale.domain.upper }

  /// From 0 to the top of every curve, but at most to twice the loss of guessing, of what was held out to six
  /// times, so that a run that blows up does not flatten the others: its curve leaves through the top. Where
  /// all would leave, the losses get a logarithmic scale.
  private static func scale(_ context: FigureContext, _ showsHeldOut: Bool) -> any Scale {
    let known = context.runs.compactMap { $0.record.chance?.loss }.max()
    // Without a level of guessing, from 0 to the top of all curves.
    let chance = known ?? .infinity
    let held = showsHeldOut ? context.runs.map { HeldOutLooks($0.record).looks.map(\.loss) } : []
    let curves = context.runs.map { SmoothedLoss($0.record.curves).losses.filter(\.isFinite) }
      .filter { !$0.isEmpty }
    guard curves.isEmpty || curves.contains(where: { ($0.max() ?? 0) < 8 * chance }) else {
      return LogScale(
        fitting: (context.runs.map(\.record.curves.loss) + held).joined().filter(\.isFinite)
          + [known].compactMap { $0 })
    }
    let highest = curves.joined().max() ?? chance
    // Of one run what is told has its place; one of several would flatten the others.
    let jump = context.runs.count == 1 ? context.runs.first.flatMap(LossJump.init)?.peak : nil
    let top = known == nil ? highest : min(max(highest, chance * 1.15), 2 * chance)
    let shown = held.joined().filter { $0 <= 6 * chance }.max() ?? 0
    return LinearScale(from: 0, to: max(top, shown, jump ?? 0) * 1.04)
  }
}
