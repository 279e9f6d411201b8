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
      marks: [guessing]
        + curves.enumerated().map { index, points in
          LineMark(
            points, style: StrokeStyle(color(index, of: runs.count), width: 2.5),
            name: runs[index].name)
        })
  }

  /// The curve in some 150 points: the first step alone, as a text may tell of it, then each the mean over its
  /// steps.
  private static func smoothed(_ curves: Curves) -> [Point] {
    let losses = curves.loss
    let size = max(1, losses.count / 150)
    let first = zip(curves.steps, losses).prefix(1).map { Point(Double($0), $1) }
    return first
      + stride(from: 1, to: losses.count, by: size).map { start in
        let end = min(start + size, losses.count)
        let mean = losses[start..<end].reduce(0, +) / Double(end - start)
        return Point(Double(curves.steps[start] + curves.steps[end - 1]) / 2, mean)
      }
  }
}
