import Charts
import Diagnosis
import Records
import Texts

/// One page: how δ changes over the places of the main chain, what the loss did, and the verdicts.
struct OverviewFigure: RunFigure {
  let context: FigureContext
  static let name = "overview"
  static let topic = "does the gradient reach layer 1, and does the network learn"
  static let isUsual = true

  var title: String {
    "\(context.count), one question: does the gradient reach \(context.group.noun) 1?"
  }

  /// Long lineups get a longer table, and labels that keep apart.
  var size: Size { Size(1600, max(900, 560 + 44 * Double(context.runs.count))) }

  func draw(on canvas: any Canvas) {
    let subtitle =
      context.interruption + context.colourKey + (Narrative(context.runs).headline ?? "")
    let area = Page(title: title, subtitle: subtitle, source: context.source()).draw(on: canvas)
    let left = Rect(x: area.x, y: area.y, width: area.width * 0.46, height: area.height)
    profile.draw(in: left, on: canvas)
    let x = left.maxX + 56
    let width = area.maxX - x
    let table = table
    let tableHeight = min(table.height(width: width, on: canvas), area.height * 0.5)
    let chart = Rect(x: x, y: area.y, width: width, height: area.height - tableHeight - 34)
    LossPanel(context: context).panel(context.pairs, title: "loss while training").draw(
      in: chart, on: canvas)
    table.draw(
      in: Rect(x: x, y: area.maxY - tableHeight, width: width, height: tableHeight), on: canvas)
  }

  private var profile: Panel {
    let axis = context.axis
    let title = "δ by \(axis.noun) \(context.start)"
    let shown = context.pairs.map {
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
    let theory = TheoryScale(
      measured: shown.flatMap(\.profile),
      bands: foretold.flatMap { run, _, _ in
        run.record.prediction?.layers.dropFirst().flatMap {
          [$0.deltaRMS.lower, $0.deltaRMS.upper]
        }
          ?? []
      })
    let scale = theory.scale
    let bands: [any Mark] = foretold.compactMap { run, style, _ in
      guard let prediction = run.record.prediction, prediction.applies else { return nil }
      let layers = prediction.layers.map(\.deltaRMS).dropFirst()
      return BandMark(
        x: ChainAxis.positions(prediction.layers.count).dropFirst().map { $0 },
        lower: layers.map(\.lower), upper: layers.map(\.upper), color: style.color.opacity(0.16))
    }
    let marks: [any Mark] =
      bands
      + shown.map { _, style, profile in
        LineMark(
          x: ChainAxis.positions(profile.count), y: profile, style: style.stroke,
          dotRadius: axis.dots(3.2))
      }
    let labels = shown.map { run, style, profile in
      // An exact zero has no place on a logarithmic axis: the label goes to the lowest layer that
      // has one, and says so.
      let first = profile.firstIndex { $0 > 0 && $0.isFinite } ?? profile.count
      return DirectLabels.Entry(
        run.name + gap(profile.prefix(first), of: profile.count),
        detail: Words.factor(run.evidence.initialDeltaDecay),
        color: style.color, weight: run.judgement.isHealthy ? .bold : .regular,
        point: Point(
          first > 0 ? 1 : Double(first + 1),
          first > 0 ? scale.domain.lower : profile.first ?? .nan))
    }
    return Panel(
      title: title,
      subtitle: "RMS per example; ×: what one \(axis.noun) leaves of it"
        + (bands.isEmpty ? "" : "; shaded: what theory expects")
        + whose(foretold.map(\.run), of: shown.count)
        + (theory.cutsBands ? ", some of it beyond the axis" : ""),
      x: axis.axis(
        .bottom, title: axis.title(axis.isInTime ? "the last is right" : "the output is right")),
      y: Axis(.right, scale: scale, maximumTicks: 9, showsGrid: true, showsLine: false),
      marks: marks, labels: DirectLabels(labels, side: .leading))
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

  private var table: TextTable {
    TextTable(
      headings: ["run", "δ per \(context.group.noun)", context.group.scoreHeading, "verdict"],
      rows: context.pairs.map { run, style in
        [
          TextTable.Cell(run.name, color: style.color.readable(), weight: .bold),
          TextTable.Cell(Words.factor(run.evidence.initialDeltaDecay)),
          TextTable.Cell(context.group.scoreCell(run)),
          TextTable.Cell(
            run.verdictText, color: run.judgement.isHealthy ? Palette.good : Palette.bad),
        ]
      })
  }
}
