import Charts
import Diagnosis
import Records
import Texts

/// ‖ΔW‖ / ‖W‖ of the places with weights over the steps: the range of all, the first and the last, and the
/// guide of 10⁻³.
struct DashboardUpdates {
  private let context: FigureContext
  private let run: JudgedRun
  private let style: RunStyle
  /// The places that have it.
  private let places: [Int]

  /// nil where no place of the first run of a context has it.
  init?(_ context: FigureContext) {
    guard let run = context.runs.first, let style = context.styles.first else { return nil }
    places = run.updated(.updateRatio)
    guard !places.isEmpty else { return nil }
    (self.context, self.run, self.style) = (context, run, style)
  }

  private func points(_ place: Int) -> [Point] {
    run.updates(of: place).compactMap { entry in
      run.history[entry, place: place][.updateRatio].map {
        Point(Double(run.history.steps[entry]), $0)
      }
    }
  }

  /// The smallest and the largest of a step.
  private var range: BandMark {
    var (steps, lower, upper): ([Double], [Double], [Double]) = ([], [], [])
    for entry in Set(places.flatMap(run.updates)).sorted() {
      let values = places.compactMap { run.history[entry, place: $0][.updateRatio] }
        .filter { $0 > 0 && $0.isFinite }
      steps.append(Double(run.history.steps[entry]))
      lower.append(values.min() ?? .nan)
      upper.append(values.max() ?? .nan)
    }
    return BandMark(
      x: steps, lower: lower, upper: upper, color: style.color.faint(1.3))
  }

  var panel: Panel? {
    let title = "how far a step moves the weights"
    let all = places.flatMap { points($0).map(\.y) }
    if let reason = AbsencePanel.reason(all, isLogarithmic: true, noun: "step and layer") {
      return AbsencePanel.panel(title: title, "‖ΔW‖ / ‖W‖ is \(reason)")
    }
    let shown = places.count == 1 ? [places[0]] : [places[0], places[places.count - 1]]
    let names = shown.map(name)
    // Black is what was held out, and the end, in the panels beside.
    let pale = style.color.mixed(with: Palette.background, 0.4)
    let lines = zip(shown, [style.color, pale]).map { (points: points($0), color: $1) }
    // Explained above the plot: within it curves would run over the words.
    let rule = RuleMark(
      .horizontal(y: Guide.updateRatio),
      style: StrokeStyle(Palette.secondaryText, width: 1.6, dash: [1.6, 3.2]))
    let usable = all.filter { $0 > 0 && $0.isFinite }
    // So that the guide is in it, unless that would make the lines flat.
    let isNear = (usable.max() ?? 1) > 1e-9 && (usable.min() ?? 1) < 1e3
    // Not on the edge of the plot, where its line would be that of the axis.
    let guide = isNear ? [0.5 * Guide.updateRatio, 2 * Guide.updateRatio] : []
    return Panel(
      title: title,
      subtitle: "‖ΔW‖ / ‖W‖ of a step" + (isNear ? "; dotted: 10⁻³, a rule of thumb" : "")
        + (places.count > 2 ? "; shaded: the range of all \(noun)" : "")
        + (places.count > 2 && all.contains(0) ? " that move" : ""),
      x: context.stepAxis(),
      y: Axis(
        .left, scale: LogScale(fitting: usable + guide),
        maximumTicks: 6,
        showsGrid: true),
      marks: (places.count > 2 ? [range] : []) + [rule]
        + zip(lines, names).map { line, name in
          LineMark(line.points, style: StrokeStyle(line.color, width: 2), name: name)
        } + lost,
      labels: labels(lines, names))
  }

  /// Where there are no more numbers.
  private var lost: [any Mark] {
    UpdateRatioLines(run, style).lost.map {
      [RuleMark(.vertical(x: Double($0.step)), label: $0.words)]
    } ?? []
  }

  private func labels(
    _ lines: [(points: [Point], color: Color)], _ names: [String]
  ) -> DirectLabels {
    var labels = DirectLabels(
      zip(lines, names).map { line, name in
        let last = line.points.last { $0.y > 0 && $0.y.isFinite }
        let nothing = AbsencePanel.kinds(line.points.map(\.y))
        return DirectLabels.Entry(
          name + (last == nil ? " (\(nothing))" : ""), color: line.color, weight: .bold,
          point: last ?? Point(.nan, .nan))
      }, side: .trailing)
    (labels.widestName, labels.maximumLines) = (150, 3)
    labels.joinsFarEnds = lost.isEmpty
    return labels
  }

  /// What all of them are.
  private var noun: String { run.isOwn ? "layers" : "places with weights" }

  /// `layer 1` and `output, layer 11` of a network of layers, else the place's name.
  private func name(_ place: Int) -> String {
    if run.isOwn {
      // Findings count the output as the layer after the last hidden one.
      let layer = run.record.layerNumber(of: place).map { "layer \($0)" } ?? "layer"
      return run.record.places[place].kind == .output ? "output, \(layer)" : layer
    }
    return ShownNames.shortened(run.record.places[place].name)
  }
}
