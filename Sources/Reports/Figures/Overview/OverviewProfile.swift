import Charts
import Diagnosis
import Records

/// δ by place of the main chains before the first update, over what theory expects, with the factor a place
/// beside each run's name.
struct OverviewProfile {
  let context: FigureContext

  private typealias Shown = (run: JudgedRun, style: RunStyle, profile: [Double])

  var panel: Panel {
    let axis = context.axis
    let end = end
    let title = "δ by \(axis.noun) \(context.start)\(end == nil ? "" : ", and at the end")"
    let shown: [Shown] = context.pairs.map {
      (run: $0.run, style: $0.style, profile: $0.run.initialProfile(.deltaRMS))
    }
    .filter { !$0.profile.isEmpty }
    guard !shown.isEmpty else {
      return AbsencePanel.panel(
        title: title, AbsencePanel.reason(context.runs) { $0.lack(of: .deltaRMS, called: "δ was") })
    }
    if let reason = AbsencePanel.reason(
      shown.flatMap(\.profile), isLogarithmic: true, noun: axis.noun)
    {
      return AbsencePanel.panel(title: title, "δ is \(reason)")
    }
    let foretold = shown.filter { $0.run.record.prediction?.applies == true }
    let bands = TheoryBands(foretold.map { ($0.run, $0.style) }).marks
    let theory = TheoryScale(
      measured: shown.flatMap(\.profile) + (end?.profile ?? []),
      bands: foretold.flatMap { $0.run.record.prediction?.layers.dropFirst() ?? [] }
        .flatMap { [$0.deltaRMS.lower, $0.deltaRMS.upper] })
    let scale = theory.scale
    let marks: [any Mark] =
      bands
      + shown.map { run, style, profile in
        LineMark(
          x: ChainAxis.positions(profile.count), y: profile, style: style.stroke,
          dotRadius: axis.dots(3.2), name: run.name)
      }
      + [end].compactMap { $0 }.map { end in
        LineMark(
          x: ChainAxis.positions(end.profile.count), y: end.profile,
          style: StrokeStyle(Palette.ink, width: 2.4, dash: StrokeStyle.dashes(width: 2.4)),
          name: "\(shown[0].run.name), end")
      }
    return Panel(
      title: title,
      subtitle: "δ: the error signal of an example that comes back to a \(axis.noun), root mean "
        + "square. ×: what one \(axis.noun) leaves of it" + (end == nil ? "" : " \(context.start)")
        + (end.map { "; black, dashed: at the end, step \($0.step)\(lost($0.profile))" } ?? "")
        + (bands.isEmpty ? "" : "; shaded: what theory expects")
        + whose(foretold.map(\.run), of: shown.count)
        // Why the bands begin there.
        + (bands.isEmpty
          ? "" : ", from \(axis.noun) 2 on, for \(axis.noun) 1 has the data below it")
        + (theory.cutsBands ? ", some of it beyond the axis" : ""),
      x: axis.axis(
        .bottom, title: axis.title(axis.isInTime ? "the last is right" : "the output is right")),
      y: Axis(.right, scale: scale, maximumTicks: 9, showsGrid: true, showsLine: false),
      marks: marks, labels: DirectLabels(labels(shown, scale), side: .leading))
  }

  /// δ at the end, of a single run, whose title tells it; nil of several, and without an end.
  private var end: (step: Int, profile: [Double])? {
    guard context.runs.count == 1, let run = context.runs.first,
      let step = run.step(of: .deltaRMS, at: .end)
    else { return nil }
    let profile = run.profile(.deltaRMS, at: .end)
    return profile.isEmpty ? nil : (step, profile)
  }

  /// What of a line has no place.
  private func lost(_ profile: [Double]) -> String {
    let bad = profile.filter { !$0.isFinite || $0 <= 0 }
    guard !bad.isEmpty else { return "" }
    return bad.count == profile.count
      ? " (\(AbsencePanel.kinds(bad)) in every \(context.axis.noun), not drawn)"
      : " (\(AbsencePanel.kinds(bad)) in \(bad.count) of \(profile.count), not drawn)"
  }

  private func labels(_ shown: [Shown], _ scale: LogScale) -> [DirectLabels.Entry] {
    shown.map { run, style, profile in
      // An exact zero has no place on a logarithmic axis: the label goes to the lowest layer that
      // has one, and says so.
      let first = profile.firstIndex { $0 > 0 && $0.isFinite } ?? profile.count
      return DirectLabels.Entry(
        run.name + gap(profile.prefix(first), of: profile.count),
        detail: run.factorText,
        color: style.color, weight: run.judgement.isHealthy ? .bold : .regular,
        point: Point(
          first > 0 ? 1 : Double(first + 1),
          first > 0 ? scale.domain.lower : profile.first ?? .nan))
    }
  }

  /// Whose bands are drawn, where not all runs have one.
  private func whose(_ runs: [JudgedRun], of count: Int) -> String {
    guard !runs.isEmpty, runs.count < count else { return "" }
    return runs.count < 3
      ? " of \(runs.map(\.name).joined(separator: " and "))"
      : " of \(runs.count) networks, in their colours"
  }

  /// What is in the places before the first that has a place on the axis.
  private func gap(_ below: ArraySlice<Double>, of count: Int) -> String {
    guard !below.isEmpty else { return "" }
    let what = below.allSatisfy { $0 == 0 } ? "0" : below.contains(0) ? "0 or NaN" : "NaN"
    return below.count == count
      ? " (\(what) everywhere)" : " (\(what) below \(context.axis.noun) \(below.count + 1))"
  }
}
