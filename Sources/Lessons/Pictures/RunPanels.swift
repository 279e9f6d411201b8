import Charts
import Records
import Reports

/// Plots of runs that several lessons draw.
enum RunPanels {
  /// A colour for each of so many lines.
  static func color(_ index: Int, of count: Int) -> Color {
    count <= Palette.lines.count
      ? Palette.lines[index]
      : ColorMap.viridis.color(at: 0.86 * Double(index) / Double(count - 1))
  }

  /// What each line is.
  static func legend(_ runs: [JudgedRun]) -> [Legend.Entry] {
    runs.enumerated().map { index, run in
      .init(run.name, .line(StrokeStyle(color(index, of: runs.count), width: 2.5)))
    }
  }

  /// A quantity by layer before the first update, on a log axis; each line with its name.
  static func profile(
    _ quantity: Quantity, of runs: [JudgedRun], title: String, subtitle: String, axis: String
  ) -> Panel {
    let profiles = runs.map { $0.profile(quantity) }
    let depth = max(profiles.map(\.count).max() ?? 1, 2)
    return Panel(
      title: title, subtitle: subtitle,
      x: Axis(
        .bottom, scale: LinearScale(from: 1, to: Double(depth)), title: "hidden layer",
        ticks: .integers(includingEnds: true)),
      y: Axis(
        .left, scale: LogScale(fitting: profiles.joined()), title: axis, showsGrid: true),
      marks: profiles.enumerated().map { index, values in
        LineMark(
          x: values.indices.map { Double($0 + 1) }, y: values,
          style: StrokeStyle(color(index, of: runs.count), width: 2.5),
          dotRadius: depth > 40 ? 0 : 3, name: runs[index].name)
      })
  }

  /// δ by layer before the first update.
  static func delta(of runs: [JudgedRun]) -> Panel {
    profile(
      .deltaRMS, of: runs, title: "δ, coming back", subtitle: "by layer, before training",
      axis: "δ RMS")
  }

  /// The signal by layer before the first update.
  static func signal(of runs: [JudgedRun]) -> Panel {
    profile(
      .activationRMS, of: runs, title: "Signal, going forward",
      subtitle: "by layer, before training", axis: "activation RMS")
  }

  /// The loss with what its dashed line is.
  static func lossOverGuessing(of runs: [JudgedRun]) -> Panel {
    loss(of: runs, title: "Loss", subtitle: "grey, dashed: the best answer without looking")
  }

  /// Loss over the steps, on a log axis, as the mean of some neighbours; dashed, what guessing costs.
  static func loss(of runs: [JudgedRun], title: String, subtitle: String) -> Panel {
    let curves = runs.map { smoothed($0.record.curves) }
    let last = runs.map { $0.record.curves.lastStep ?? 0 }.max() ?? 1
    let chance = runs.first?.record.chance?.loss ?? .nan
    var guessing = RuleMark(.horizontal(y: chance), label: "guessing")
    guessing.avoids = curves
    return Panel(
      title: title, subtitle: subtitle,
      x: Axis(
        .bottom, scale: LinearScale(from: 0, to: Double(max(last, 1))), title: "training step",
        ticks: .integers(includingEnds: false), maximumTicks: 6),
      y: Axis(
        .left, scale: LogScale(fitting: curves.flatMap { $0.map(\.y) } + [chance]), title: "loss",
        showsGrid: true),
      // Its dashes are above: a network that guesses has its curve on them.
      marks: curves.enumerated().map { index, points in
        LineMark(
          points, style: StrokeStyle(color(index, of: runs.count), width: 2.5),
          name: runs[index].name)
      } + [guessing])
  }

  /// The curve in some 150 points: the first step alone, as a text may tell of it, then each the mean over its
  /// steps.
  private static func smoothed(_ curves: Curves) -> [Point] {
    let count = curves.loss.count
    let size = max(1, count / 150)
    let rest = stride(from: 1, to: count, by: size).map { $0..<min($0 + size, count) }
    return curves.means(of: curves.loss, over: count > 0 ? [0..<1] + rest : [])
  }
}
