import Charts
import Diagnosis
import Records

/// What stands in place of the profile where no chain has two places: δ of the single place over the steps,
/// or the norm of the whole gradient, or the reason why there is neither.
struct OverviewSignal {
  private let context: FigureContext
  private let namesRuns: Bool

  /// The panel of these runs; where there is one run, nobody needs its name.
  init(_ context: FigureContext, namesRuns: Bool = true) {
    (self.context, self.namesRuns) = (context, namesRuns)
  }

  /// A line a run.
  private struct Line {
    let run: JudgedRun
    let style: RunStyle
    let points: [Point]
  }

  var panel: Panel {
    let noun = context.group.noun
    let deltas = lines { run in
      guard let chain = run.chain, chain.count == 1, let place = chain.chain.places.first else {
        return []
      }
      return (0..<run.history.count).compactMap { entry in
        run.history[entry, place: place][.deltaRMS].map {
          Point(Double(run.history.steps[entry]), $0)
        }
      }
    }
    if deltas.count == context.runs.count, !deltas.isEmpty {
      return panel(
        deltas, title: "δ in the only \(noun) while training",
        "root mean square per example of the error signal that comes back to it; with one "
          + "\(noun) there is no way on which it could vanish")
    }
    let norms = lines { run in
      zip(run.record.curves.steps, run.record.curves.gradientNorm).map { Point(Double($0), $1) }
    }
    let reason = AbsencePanel.reason(context.runs) { $0.lack(of: .deltaRMS, called: "δ was") }
    guard !norms.isEmpty else {
      return AbsencePanel.panel(title: "δ by \(noun) \(context.start)", reason)
    }
    return panel(
      norms, title: "norm of the gradient of all weights while training",
      AbsencePanel.sentence(reason))
  }

  /// The lines that have a number with a place on the axis.
  private func lines(_ points: (JudgedRun) -> [Point]) -> [Line] {
    context.pairs.map { Line(run: $0.run, style: $0.style, points: points($0.run)) }
      .filter { $0.points.contains { $0.y > 0 && $0.y.isFinite } }
  }

  private func panel(_ lines: [Line], title: String, _ subtitle: String) -> Panel {
    let scale = LogScale(fitting: lines.flatMap { $0.points.map(\.y) })
    return Panel(
      title: title, subtitle: subtitle,
      x: context.stepAxis(),
      y: Axis(
        namesRuns ? .right : .left, scale: scale, maximumTicks: 9, showsGrid: true,
        showsLine: false),
      marks: lines.map { LineMark($0.points, style: $0.style.stroke, name: $0.run.name) },
      labels: namesRuns ? DirectLabels(lines.map(label), side: .leading) : nil)
  }

  private func label(_ line: Line) -> DirectLabels.Entry {
    DirectLabels.Entry(
      line.run.name, color: line.style.color,
      weight: line.run.judgement.isHealthy ? .bold : .regular,
      point: line.points.first { $0.y > 0 && $0.y.isFinite } ?? Point(.nan, .nan))
  }
}
