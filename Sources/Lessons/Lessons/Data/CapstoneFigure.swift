import Charts
import Records
import Reports

/// A network without a label: signal, δ and flat or silent units by layer, and the loss.
enum CapstoneFigure {
  private static let first = StrokeStyle(Palette.blue, width: 2.5)
  private static let last = StrokeStyle(Palette.vermillion, width: 2.5)

  /// - Parameter answer: what it has; nil where that is kept back.
  static func figure(_ patient: Patient, _ answer: Disease?, _ settings: LessonSettings)
    -> LessonFigure
  {
    let run = patient.run
    let end = run.record.evaluation.finalLoss
    let left = run.deltaLeft.isNaN ? "none" : "\(Shown.factor(run.deltaLeft))"
    return LessonFigure(
      "capstone",
      title: (answer.map { "\($0.name): " } ?? "What is it? ")
        + "Layer 1 gets \(left) of δ in the last hidden layer, the loss ends at "
        + (end.isNaN ? "no number" : "\(Shown.short(end))"),
      subtitle: "Blue: before training. Vermillion: at the end. By hidden layer, from the input at "
        + "the left; a line ends where a value is 0 or no number.",
      panels: [
        profile(run, .activationRMS, "Signal", "size of what a layer passes on"),
        profile(run, .deltaRMS, "δ", "how much the loss depends on a layer's signal"),
        shares(run),
        loss(run),
      ], columns: 2,
      legend: [
        .init("before training", .line(first)), .init("at the end", .line(last)),
        .init(
          "where φ is flat, at the "
            + "end", .line(StrokeStyle(Palette.vermillion, width: 2.5, dash: [6, 4]))),
      ], source: settings.source(of: "capstone"), rowHeight: 420)
  }

  private static func axis(_ run: JudgedRun) -> Axis {
    let depth = max(run.firstDeltas.count, 2)
    return Axis(
      .bottom, scale: LinearScale(from: 1, to: Double(depth)), title: "hidden layer",
      ticks: .integers(includingEnds: true))
  }

  private static func line(_ values: [Double], _ style: StrokeStyle, _ name: String) -> LineMark {
    LineMark(
      x: values.indices.map { Double($0 + 1) }, y: values, style: style, dotRadius: 4, name: name)
  }

  private static func profile(
    _ run: JudgedRun, _ quantity: Quantity, _ title: String, _ subtitle: String
  ) -> Panel {
    let (before, after) = (run.profile(quantity), run.lastProfile(quantity))
    return Panel(
      title: title, subtitle: subtitle, x: axis(run),
      y: Axis(.left, scale: LogScale(fitting: before + after), title: "RMS", showsGrid: true),
      marks: [line(before, first, "before training"), line(after, last, "at the end")])
  }

  private static func shares(_ run: JudgedRun) -> Panel {
    let flat = zip(
      run.lastProfile(.saturatedLowFraction), run.lastProfile(.saturatedHighFraction)
    ).map(+)
    var dashed = last
    dashed.dash = [6, 4]
    return Panel(
      title: "Silent and flat", subtitle: "solid: share of exact zeros; dashed: where φ is flat",
      x: axis(run),
      y: Axis(
        .left, scale: LinearScale(from: 0, to: 1.02),
        title: "share of values", showsGrid: true),
      marks: [
        line(run.profile(.zeroFraction), first, "zeros before training"),
        line(run.zeroShares, last, "zeros at the end"), line(flat, dashed, "flat at the end"),
      ])
  }

  /// The loss in a colour that stands for no time.
  private static func loss(_ run: JudgedRun) -> Panel {
    var panel = RunPanels.loss(of: [run], title: "Loss", subtitle: "dashed: what guessing costs")
    panel.marks = panel.marks.map { mark in
      guard var line = mark as? LineMark else { return mark }
      line.style = StrokeStyle(Palette.ink, width: 2)
      line.dotRadius = line.points.count < 4 ? 4 : 0
      line.name = "loss"
      return line
    }
    return panel
  }
}
