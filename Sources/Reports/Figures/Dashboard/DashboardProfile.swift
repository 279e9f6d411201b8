import Charts
import Diagnosis
import Records
import Texts

/// δ by place of the main chain, at the first step and at the last, over what theory expects of the first.
struct DashboardProfile {
  private let run: JudgedRun
  private let style: RunStyle

  /// The panel of a run whose δ has two places at least.
  init(_ run: JudgedRun, _ style: RunStyle) { (self.run, self.style) = (run, style) }

  private var axis: ChainAxis { ChainAxis([run.chain].compactMap { $0 }) }

  /// Without theory where it does not apply.
  private var prediction: PredictedProfile? {
    run.record.prediction.flatMap { $0.applies && $0.layers.count > 1 ? $0 : nil }
  }

  /// The end as the colours beside it show it, where it is another time point than the start.
  private var end: (words: String, profile: [Double])? {
    guard let chain = run.chain, let last = chain.lastEntry(of: .deltaRMS),
      last != chain.firstEntry(of: .deltaRMS)
    else { return nil }
    let rows = HeatmapRows(run, style, chain: chain, .deltaRMS)
    let profile = rows.values.indices.map { rows.values[$0].isEmpty ? .nan : rows.end($0) }
    let step = run.history.lastSteps[last]
    let columns = rows.columns.weights(from: 0.9, to: 1)
    guard columns.count > 1, let first = columns.first else { return ("step \(step)", profile) }
    return ("median of steps \(rows.columns.steps[first.column]) to \(step)", profile)
  }

  var panel: Panel {
    let start = run.initialProfile(.deltaRMS)
    let (axis, end) = (axis, end)
    let title = "δ by \(axis.noun), start and end"
    let measured = start + (end?.profile ?? [])
    if let reason = AbsencePanel.reason(measured, isLogarithmic: true, noun: axis.noun) {
      return AbsencePanel.panel(title: title, "δ is \(reason)")
    }
    let bands = prediction?.layers.map(\.deltaRMS).dropFirst() ?? []
    let scale = TheoryScale(
      measured: measured, bands: bands.flatMap { [$0.lower, $0.upper] })
    let later = Palette.ink
    var lines = [(name: "start", profile: start, color: style.color)]
    if let end { lines.append(("end", end.profile, later)) }
    let dots = axis.dots(2.8)
    return Panel(
      title: title, subtitle: words(end?.words, cutsBands: scale.cutsBands),
      x: axis.axis(.bottom, title: axis.title()),
      y: Axis(
        .left, scale: scale.scale, maximumTicks: 6, showsGrid: true, showsLine: false),
      marks: (bands.isEmpty
        ? []
        : [
          BandMark(
            x: ChainAxis.positions(bands.count + 1).dropFirst().map { $0 },
            lower: bands.map(\.lower), upper: bands.map(\.upper),
            color: style.color.faint(1.3))
        ])
        + lines.map { name, profile, color in
          LineMark(
            x: ChainAxis.positions(profile.count), y: profile,
            style: StrokeStyle(
              color, width: 2.4,
              dash: name == "end" ? StrokeStyle.dashes(width: 2.4) : []),
            dotRadius: name == "end" ? 0 : dots, name: "\(run.name), \(name)")
        },
      labels: DirectLabels(
        lines.map { name, profile, color in
          let last = profile.lastIndex { $0 > 0 && $0.isFinite }
          return DirectLabels.Entry(
            name + (last == nil ? " (\(AbsencePanel.kinds(profile)))" : ""),
            color: color, weight: .bold,
            point: last.map { Point(Double($0 + 1), profile[$0]) } ?? Point(.nan, .nan))
        }, side: .trailing))
  }

  private func words(_ end: String?, cutsBands: Bool) -> String {
    let factor = run.evidence.initialDeltaFactor.map {
      $0.isNaN ? nil : "\(run.factorText($0)) per \(run.noun) going back at the start"
    }
    let theory =
      prediction != nil
      ? "shaded: what theory expects there"
        + (cutsBands ? ", some of it beyond the axis" : "")
      : run.record.prediction?.limits.first.map { "no theory: \($0)" }
    return [factor ?? nil, theory, end.map { "dashed: \($0)" }].compactMap { $0 }
      .joined(separator: "; ")
  }
}
