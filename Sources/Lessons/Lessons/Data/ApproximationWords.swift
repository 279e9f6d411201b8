import Charts
import Foundation
import Reports

/// What is seen of networks that draw a curve.
enum ApproximationWords {
  typealias Fit = UniversalApproximationLesson.Fit

  static func table(_ fits: [Fit]) -> PlainTable {
    PlainTable(
      columns: [
        .init("hidden units"), .init("weights and biases"), .init("loss, held out"),
        .init("largest miss"),
      ],
      rows: fits.map { fit in
        [
          .init("\(fit.units)"), .init("\(3 * fit.units + 1)"),
          .init(fit.loss.isNaN ? "none" : "\(loss(fit))"),
          .init(fit.worst.isNaN ? "none" : "\(miss(fit))"),
        ]
      },
      notes: [
        .init(
          "loss: mean of (answer − curve)², as a share of what the best constant answer costs, "
            + "which has 1. largest miss: the largest distance between answer and curve, which "
            + "goes from \(Shown(-highest, decimals: 2)) to \(Shown(highest, decimals: 2)).")
      ])
  }

  /// The highest place of the curve.
  private static var highest: Double {
    (0...1000).map { UniversalApproximationLesson.curve(Double.pi * Double($0) / 1000) }.max() ?? 0
  }

  private static func loss(_ fit: Fit) -> Shown { Shown.short(fit.loss).asPrinted }
  private static func miss(_ fit: Fit) -> Shown { Shown.short(fit.worst).asPrinted }

  /// What more units bring.
  static func gain(_ fits: [Fit]) -> Observation {
    guard let few = fits.first, let many = fits.last else { return Observation() }
    let (high, low) = (loss(few), loss(many))
    let start =
      "\(few.run.name.capitalizedFirst) \(few.units == 1 ? "leaves" : "leave") a loss of \(high), "
      + "\(many.run.name) \(low), "
    return Observation(
      Sentence(
        when: low < Shown.short(few.loss / 10).asPrinted, low < high,
        says: start + "after the same training: the wider layer comes much closer."),
      Sentence(
        when: low < high,
        says: start + "after the same training: more units help, but not by a factor of ten."),
      Sentence(
        when: low >= high, says: start + "after the same training: here more units do not help."),
      Sentence(says: "Not every network answers with numbers: a value was lost in training."))
  }

  /// Whether each wider one has a smaller loss, and a smaller largest miss.
  static func order(_ fits: [Fit]) -> Observation {
    let pairs = Array(zip(fits, fits.dropFirst()))
    guard let worse = pairs.first(where: { !(loss($1).value < loss($0).value) }) else {
      let list = fits.map { "\(loss($0))" }.joined(separator: ", ")
      let start = "Each wider network has a smaller loss than the one before: \(list)."
      guard let far = pairs.first(where: { !(miss($1).value < miss($0).value) }) else {
        return Observation(
          Sentence(
            when: .fact("each is better than the one before, in both", true),
            says: start + " Its largest miss is smaller too."))
      }
      let (narrow, wide) = (miss(far.0), miss(far.1))
      return Observation(
        Sentence(
          when: wide >= narrow,
          says: start
            + " The largest miss need not be: with \(far.0.run.name) it is \(narrow), with "
            + "\(far.1.run.name) \(wide). The loss is a mean, and the largest miss is one place."),
        Sentence(says: "The loss, network by network: \(list)."))
    }
    let (narrow, wide) = (loss(worse.0), loss(worse.1))
    return Observation(
      Sentence(
        when: .equal(wide, narrow),
        says: "\(worse.1.run.name.capitalizedFirst) are no better than \(worse.0.run.name): both "
          + "leave a loss of \(wide)."),
      Sentence(
        when: wide >= narrow,
        says:
          "\(worse.1.run.name.capitalizedFirst) are not better than \(worse.0.run.name): a loss "
          + "of \(wide) after \(narrow). They could be as good, as the small network is a part of "
          + "them: what differs is what training found in this time."),
      Sentence(says: "Not all of them can be compared: some answer with no number."))
  }

  /// How far the best of them is off.
  static func rest(_ fits: [Fit]) -> Observation {
    guard let best = fits.filter({ !$0.worst.isNaN }).min(by: { $0.worst < $1.worst }) else {
      return Observation(Sentence(says: "None of them answers with numbers."))
    }
    let (miss, close) = (miss(best), Shown(0.1))
    return Observation(
      Sentence(
        when: miss < close,
        says: "The closest, with \(best.run.name), is nowhere more than \(miss) away from the "
          + "curve, less than \(close)."),
      Sentence(
        when: miss >= close,
        says: "The closest, with \(best.run.name), is still \(miss) away from the curve at its "
          + "worst place."))
  }

  // MARK: - The picture

  static func figure(_ fits: [Fit], _ name: String, _ settings: LessonSettings) -> LessonFigure {
    let words = [fits.first, fits.last].compactMap { $0 }.map { fit in
      "\(fit.run.name) " + (fit.worst.isNaN ? "with no answer" : "by up to \(miss(fit))")
    }
    return LessonFigure(
      "universal-approximation",
      title: "Trained alike, one hidden layer (\(name)) misses the curve: "
        + words.joined(separator: ", "),
      subtitle: "Grey: the curve to draw. Blue: what the network answers after the same training. "
        + "The last plot: the loss "
        + "on held-out places, by the number of hidden units; 1 is that of the best constant "
        + "answer.",
      panels: fits.map(panel) + [losses(fits)], columns: 3,
      legend: [
        .init("the curve", .line(StrokeStyle(Palette.axis, width: 5))),
        .init("the network's answer", .line(StrokeStyle(Palette.blue, width: 2.5))),
      ], source: settings.source(of: "universal-approximation"), rowHeight: 400)
  }

  private static func panel(_ fit: Fit) -> Panel {
    let x = (0...200).map { Double.pi * (Double($0) / 100 - 1) }
    return Panel(
      title: fit.run.name,
      subtitle: fit.worst.isNaN ? "no answer" : "largest miss \(miss(fit))",
      x: Axis(.bottom, scale: LinearScale(from: -Double.pi, to: Double.pi), title: "x"),
      y: Axis(.left, scale: LinearScale(from: -1.6, to: 1.6), title: "y", showsGrid: true),
      marks: [
        LineMark(
          x: x, y: x.map(UniversalApproximationLesson.curve),
          style: StrokeStyle(Palette.axis.opacity(0.6), width: 6), name: "the curve"),
        LineMark(
          fit.answers.map { Point($0.x, $0.y) }, style: StrokeStyle(Palette.blue, width: 2.5),
          name: fit.run.name),
      ])
  }

  private static func losses(_ fits: [Fit]) -> Panel {
    let most = Double(fits.last?.units ?? 1)
    return Panel(
      title: "Loss by units", subtitle: "both axes by factors",
      x: Axis(
        .bottom, scale: LogScale(from: 0.8, to: most * 1.25), title: "hidden units",
        ticks: .values(fits.map { Double($0.units) })),
      y: Axis(
        .left, scale: LogScale(fitting: fits.map(\.loss) + [1]),
        title: "loss, held out", showsGrid: true),
      marks: [
        RuleMark(.horizontal(y: 1), label: "best constant", labelAnchor: .end),
        LineMark(
          fits.map { Point(Double($0.units), $0.loss) },
          style: StrokeStyle(Palette.blue, width: 2.5),
          dotRadius: 5, name: "loss"),
      ])
  }
}
