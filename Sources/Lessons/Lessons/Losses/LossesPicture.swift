import Charts
import Foundation
import Networks

extension LossSheet {
  private static let square = StrokeStyle(Palette.blue, width: 2.5)
  private static let entropy = StrokeStyle(Palette.vermillion, width: 2.5)
  private static let held = StrokeStyle(Palette.orange, width: 2.5, dash: [8, 4])
  private static let plain = StrokeStyle(Palette.ink, width: 5)

  /// The costs as curves, and those of the classes as columns.
  func figure(classCosts: [Double], guessing: Double, _ settings: LessonSettings) -> LessonFigure {
    LessonFigure(
      "losses",
      title: "The same answers cost \(Shown(mse)) as squared error and \(Shown(bce)) as "
        + "cross-entropy",
      subtitle: "Left: what an answer costs, by the probability that it gives to what is right; "
        + "near 0 cross-entropy goes on rising. Middle: how it goes on, where that probability is "
        + "rounded to 0. Right: what the answer to \(classCosts.count) classes costs, by which of "
        + "them is right.",
      panels: [curves, far, columns(classCosts, guessing)], columns: 3,
      legend: [
        .init("squared error", .line(Self.square)), .init("cross-entropy", .line(Self.entropy)),
        .init("the same, p clipped", .line(Self.held)),
        .init("−ln p as written; it ends where it is ∞", .line(Self.plain)),
        .init("an answer of the table", .symbol(.circle, Palette.ink, outline: nil)),
      ],
      source: settings.source(of: "losses"),
      rowHeight: 450)
  }

  private var curves: Panel {
    let top = max(5, (entropies.max() ?? 0).rounded(.up))
    // Dense where the curve is steep.
    let x = (0...300).map { exp(-top * (1 - Double($0) / 300)) }
    return Panel(
      title: "What an answer costs",
      subtitle: "dots: the \(p.count) answers of the table, on both curves",
      x: Axis(
        .bottom, scale: LinearScale(from: 0, to: 1), title: "probability given to what is right"),
      y: Axis(.left, scale: LinearScale(from: 0, to: top), title: "cost", showsGrid: true),
      marks: [
        LineMark(
          x: x, y: x.map { cost($0, try? Answer.squared()) }, style: Self.square,
          name: "squared error"),
        LineMark(
          x: x, y: x.map { cost($0, try? Answer.clipped()) }, style: Self.entropy,
          name: "cross-entropy"),
        SymbolMark(zip(given, squared).map { Point($0, $1) }, radius: 5, fill: Palette.ink),
        SymbolMark(zip(given, entropies).map { Point($0, $1) }, radius: 5, fill: Palette.ink),
      ])
  }

  private func cost(_ p: Double, _ loss: (any Loss)?) -> Double {
    loss.map { Answer(p, right: 1, by: $0).cost } ?? .nan
  }

  private var far: Panel {
    let x = (0...180).map { -900 + 5 * Double($0) }
    let p = x.map { Sigmoid().value(at: $0) }
    let written = p.map { -log($0) }
    let last = zip(x, written).first { $1.isFinite }?.0 ?? .nan
    return Panel(
      title: "Ever surer, and wrong",
      subtitle: "left of \(Shown(last)) p is 0 and −ln p is ∞; clipped, it stays at "
        + "\(Shown(clipped.last?.cost ?? .nan, decimals: 1))",
      x: Axis(.bottom, scale: LinearScale(from: -900, to: 0), title: "logit, where yes is right"),
      y: Axis(.left, scale: LinearScale(from: 0, to: 900), title: "cross-entropy", showsGrid: true),
      marks: [
        LineMark(x: x, y: written, style: Self.plain, name: "−ln p as written"),
        LineMark(
          x: x, y: x.map { cost($0, try? Answer.ofLogit()) }, style: Self.entropy,
          name: "from the logit"),
        LineMark(
          x: x, y: p.map { cost($0, try? Answer.clipped()) }, style: Self.held, name: "clipped"),
      ])
  }

  private func columns(_ costs: [Double], _ guessing: Double) -> Panel {
    let places = costs.indices.map { Double($0 + 1) }
    var x = Axis(
      .bottom,
      scale: NamedScale(
        names: costs.indices.map { "\($0 + 1)" },
        numbers: LinearScale(from: 0.4, to: Double(costs.count) + 0.6)),
      title: "class that is right")
    x.ticks = .values(places)
    let top = LinearScale(fitting: costs.map { $0 * 1.12 } + [guessing], includingZero: true)
    return Panel(
      title: "One of \(costs.count) classes",
      subtitle: "dashed: the same probability for every class",
      x: x, y: Axis(.left, scale: top, title: "cost −ln p", showsGrid: true),
      marks: [
        ColumnsMark(
          x: places, values: costs, width: 0.55, color: Palette.vermillion.opacity(0.75),
          labels: costs.map { "\(Shown($0, decimals: 3))" }, name: "cost"),
        RuleMark(
          .horizontal(y: guessing), style: StrokeStyle(Palette.ink, width: 1.2, dash: [4, 3])),
      ])
  }
}
