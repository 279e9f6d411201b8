import Charts
import Records
import Texts

/// The loss of a run over the steps, with its value on the examples held out.
struct DashboardLoss {
  private let context: FigureContext

  /// The panel of the first run of a context.
  init(_ context: FigureContext) { self.context = context }

  var panel: Panel {
    // Alone, a line needs no dashes to be told from others.
    let pairs = context.pairs.map { run, style in
      (run: run, style: RunStyle(color: style.color, stroke: style.solid, isNaive: style.isNaive))
    }
    var panel = LossPanel(context: context).panel(pairs, title: "loss while training")
    guard let run = context.runs.first, run.hasCurve, panel.y.showsLabels else { return panel }
    var words = ["strong: running median"]
    if let held = run.record.evaluation.validationLoss {
      let examples = run.record.evaluation.validationExamples
      let whose = examples > 0 ? "\(examples) examples held out" : "examples held out"
      words.append(
        held.isFinite
          ? "dot: on the \(whose) at the end, \(Words.short(held, digits: 3))"
          : "\(Words.short(held)) on the \(whose) at the end")
      // Beyond the axis it stands at its end.
      let domain = panel.y.scale.domain
      if held.isFinite {
        panel.marks.append(
          LineMark(
            [Point(Double(context.steps), min(max(held, domain.lower), domain.upper))],
            style: StrokeStyle(Palette.ink, width: 5), dotRadius: 5.5,
            name: "\(run.name), held out"))
        if held > domain.upper { words.append("which is above the axis") }
      }
    } else if run.isOwn {
      words.append("nothing was held out")
    }
    // What the panel says of its own: losses that have no place on it.
    panel.subtitle = (words + [panel.subtitle].compactMap { $0 }).joined(separator: "; ")
    return panel
  }
}
