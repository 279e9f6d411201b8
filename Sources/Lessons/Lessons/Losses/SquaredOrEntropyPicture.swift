import Charts
import Reports

extension SquaredOrEntropyLesson {
  private static let squared = Palette.blue
  private static let entropy = Palette.vermillion

  /// Left the pull of each loss at a logit, right what became of the networks.
  static func figure(
    _ pulls: Pulls, _ runs: [JudgedRun], _ settings: LessonSettings
  ) -> LessonFigure {
    let (mse, cross) = (runs[runs.count - 2], runs[runs.count - 1])
    let start = mse.name.split(separator: ", ").last.map(String.init) ?? ""
    return LessonFigure(
      "mse-vs-cross-entropy",
      title: "From weights \(start): \(Shown.share(mse.accuracy)) right with squared error, "
        + "\(Shown.share(cross.accuracy)) with cross-entropy",
      subtitle: "Left: how hard each loss pulls at the logit of a yes that is right; where the "
        + "network is sure and wrong, at the left edge, squared error lets go. Right: share of "
        + "right answers in training, as a mean over neighbouring steps.",
      panels: [pull(pulls), accuracy(runs)], columns: 2,
      legend: [
        .init("squared error", .line(StrokeStyle(squared, width: 2.5))),
        .init("cross-entropy", .line(StrokeStyle(entropy, width: 2.5))),
      ] + legend(runs),
      source: settings.source(of: "mse-vs-cross-entropy"),
      rowHeight: 470)
  }

  private static func pull(_ pulls: Pulls) -> Panel {
    let p = (1..<400).map { Double($0) / 400 }
    let curves = try? Pulls(p)
    func dots(_ gradients: [Double], _ color: Color) -> SymbolMark {
      SymbolMark(
        zip(pulls.probabilities, gradients).map { Point($0, $1.magnitude) }, radius: 6, fill: color)
    }
    func line(_ gradients: [Double]?, _ color: Color, _ name: String) -> LineMark {
      LineMark(
        x: p, y: (gradients ?? []).map(\.magnitude), style: StrokeStyle(color, width: 2.5),
        name: name)
    }
    return Panel(
      title: "The pull at the logit", subtitle: "dots: the rows of the table",
      x: Axis(
        .bottom, scale: LinearScale(from: 0, to: 1),
        title: "probability p that the network gives to yes"),
      y: Axis(.left, scale: LinearScale(from: 0, to: 1.05), title: "|∂loss/∂z|", showsGrid: true),
      marks: [
        line(curves?.squared, squared, "squared error"),
        line(curves?.entropy, entropy, "cross-entropy"), dots(pulls.squared, squared),
        dots(pulls.entropy, entropy),
      ])
  }

  private static func color(_ index: Int) -> Color { index.isMultiple(of: 2) ? squared : entropy }

  /// Of two starts the first, which is undecided, is dashed.
  private static func style(_ index: Int, of count: Int) -> StrokeStyle {
    StrokeStyle(color(index), width: 2.5, dash: count > 2 && index < 2 ? [7, 4] : [])
  }

  private static func legend(_ runs: [JudgedRun]) -> [Legend.Entry] {
    guard runs.count > 2 else { return [] }
    return [runs[0], runs[2]].enumerated().map { index, run in
      let start = run.name.split(separator: ", ").last.map(String.init) ?? ""
      return .init(
        "right: from \(start)",
        .line(StrokeStyle(Palette.secondaryText, width: 2.5, dash: index == 0 ? [7, 4] : [])))
    }
  }

  private static func accuracy(_ runs: [JudgedRun]) -> Panel {
    let last = runs.map { $0.record.curves.lastStep ?? 0 }.max() ?? 1
    let chance = runs.first?.record.chance?.accuracy ?? .nan
    return Panel(
      title: "What training makes of it", subtitle: "dotted: the commonest class for every example",
      x: Axis(
        .bottom, scale: LinearScale(from: 0, to: Double(max(last, 1))), title: "training step",
        ticks: .integers(includingEnds: false), maximumTicks: 6),
      y: Axis(
        .left, scale: LinearScale(from: 0, to: 1),
        title: "share of right "
          + "answers", showsGrid: true),
      marks: [
        RuleMark(
          .horizontal(y: chance),
          style: StrokeStyle(Palette.secondaryText, width: 1.5, dash: [2, 3]))
      ]
        + runs.enumerated().map { index, run in
          let curves = run.record.curves
          let count = curves.accuracy.count
          let groups = (0..<min(40, count)).map { group in
            group * count / min(40, count)..<(group + 1) * count / min(40, count)
          }
          return LineMark(
            curves.means(of: curves.accuracy, over: groups), style: style(index, of: runs.count),
            name: run.name)
        })
  }
}
