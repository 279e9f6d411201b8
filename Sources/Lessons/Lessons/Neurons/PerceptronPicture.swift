import Charts
import Networks

/// The line of a perceptron as it moves: a row for each question, a column for each pass that is shown.
struct PerceptronPicture {
  let runs: [GateRun]
  let settings: LessonSettings

  /// Panels of a row.
  private static let columns = 6
  private static let yes = Palette.blue
  private static let wrong = Palette.vermillion
  private static let line = StrokeStyle(Palette.ink, width: 2.5)
  private static let before = StrokeStyle(Palette.axis, width: 1.5, dash: [5, 4])
  private static var shade: Color { Palette.skyBlue.opacity(0.28) }

  var figure: LessonFigure {
    LessonFigure(
      "perceptron", title: title,
      subtitle:
        "The marks are the four examples. A row shows how the line of one neuron moves from "
        + "pass to pass, the last one at the right (on the line it answers 0). It stops after a "
        + "pass without a mistake.",
      panels: runs.flatMap { run in (0..<Self.columns).map { panel(run, column: $0) } },
      columns: Self.columns,
      legend: [
        .init("right answer 1", .symbol(.circle, Self.yes, outline: nil)),
        .init(
          "right answer 0",
          .symbol(.square, Palette.background, outline: StrokeStyle(Palette.ink, width: 1.5))),
        .init(
          "ring: answered wrongly",
          .symbol(.circle, Palette.background, outline: StrokeStyle(Self.wrong, width: 2.5))),
        .init("the neuron answers 1 here", .fill(Self.shade)),
        .init("its line now, z = 0", .line(Self.line)),
        .init("one pass before", .line(Self.before)),
      ],
      source: settings.source(of: "perceptron"),
      rowHeight: 265, sharesAxes: true)
  }

  private var title: String {
    let found = runs.filter(\.outcome.converged).map(\.gate.name)
    let lost = runs.filter { !$0.outcome.converged }
    let first =
      found.isEmpty ? "No question finds its line" : "\(Words.list(found)) found a line"
    guard let run = lost.last(where: { !$0.gate.hasLine }) ?? lost.last else { return first }
    return first
      + "; \(run.gate.name) has \(run.outcome.wrong) of 4 wrong after "
      + "\(PerceptronLesson.mostPasses) passes"
  }

  /// The first passes and the last one that took place, which stays where there were fewer than columns.
  private func panel(_ run: GateRun, column: Int) -> Panel {
    let last = run.outcome.epochs
    let hasStopped = column >= last
    let pass = column == Self.columns - 1 ? last : min(column + 1, last)
    func axis(_ side: Axis.Side, _ title: String) -> Axis {
      var axis = Axis(side, scale: LinearScale(from: -0.5, to: 1.5), title: title)
      axis.ticks = .values([0, 1])
      return axis
    }
    let state = run.passes[pass - 1]
    let count = state.wrong.count
    return Panel(
      title: "\(run.gate.name), \(hasStopped ? "stopped" : "pass \(pass)")",
      subtitle: (hasStopped ? "as in pass \(pass): " : "")
        + (count == 0 ? "all right" : "\(count) of 4 wrong"),
      subtitleColor: count == 0 ? Palette.good : Palette.bad, x: axis(.bottom, "x₁"),
      y: axis(.left, "x₂"), marks: marks(run, state, before: pass > 1 ? run.passes[pass - 2] : nil))
  }

  private func marks(_ run: GateRun, _ state: GateRun.Pass, before: GateRun.Pass?) -> [any Mark] {
    func side(_ neuron: Perceptron<Double>, _ shade: Color?, _ line: StrokeStyle) -> HalfPlaneMark {
      HalfPlaneMark(
        weights: (neuron.weights[0], neuron.weights[1]), bias: neuron.bias, shade: shade, line: line
      )
    }
    func points(_ isIn: (Int) -> Bool) -> [Point] {
      Gate.inputs.indices.filter(isIn).map { Point(Gate.inputs[$0][0], Gate.inputs[$0][1]) }
    }
    // The line of now lies on that of before: where it did not move, one line is seen.
    let nothing = StrokeStyle(Palette.background.opacity(0), width: 0)
    let earlier = before.map { [side($0.neuron, nil, Self.before)] } ?? []
    let marks: [any Mark] = [side(state.neuron, Self.shade, nothing)] + earlier
    return marks + [
      side(state.neuron, nil, Self.line),
      SymbolMark(points { run.gate.labels[$0] == 1 }, radius: 7, fill: Self.yes),
      SymbolMark(
        points { run.gate.labels[$0] == 0 }, shape: .square, radius: 6, fill: Palette.background,
        outline: StrokeStyle(Palette.ink, width: 1.5)),
      SymbolMark(
        points { state.wrong.contains($0) }, radius: 14, fill: nil,
        outline: StrokeStyle(Self.wrong, width: 3)),
    ]
  }
}
