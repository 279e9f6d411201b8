import Charts

/// Softmax beside sigmoids, shares as one logit rises, and where the formula as written breaks.
struct SoftmaxPicture {
  let logits: Logits
  let settings: LessonSettings

  private static let reach = 8.0
  private var count: Int { logits.values.count }
  private func color(_ index: Int) -> Color { RunPanels.color(index, of: count).opacity(0.75) }

  var figure: LessonFigure {
    let best = logits.best
    return LessonFigure(
      "softmax",
      title: "Softmax divides one whole: class \(best + 1) gets \(Shown(logits.shares[best])), all "
        + "together 1",
      subtitle: "Left: the same logits by softmax and by sigmoids. Middle: the shares stacked, "
        + "while only the logit of class \(logits.least + 1) changes: what it gets, the others "
        + "lose. Right: for which numbers added to all logits each way still gives the right "
        + "shares.",
      panels: [beside, stacked, working], columns: 3,
      legend: (0..<count).map { .init("class \($0 + 1)", .fill(color($0))) } + [
        .init("sigmoid of each", .fill(Palette.axis))
      ],
      source: settings.source(of: "softmax"),
      rowHeight: 450)
  }

  private var beside: Panel {
    let places = (0..<count).map { Double($0 + 1) }
    var x = Axis(
      .bottom,
      scale: NamedScale(
        names: (0..<count).map { "\($0 + 1)" },
        numbers: LinearScale(from: 0.4, to: Double(count) + 0.6)), title: "class")
    x.ticks = .values(places)
    let few = count <= 4
    func labels(_ values: [Double]) -> [String] {
      few ? values.map { "\(Shown($0, decimals: 2))" } : []
    }
    let sums = (
      Shown(logits.shares.reduce(0, +), decimals: 2),
      Shown(logits.sigmoids.reduce(0, +), decimals: 2)
    )
    return Panel(
      title: "Shares and chances", subtitle: "softmax sums to \(sums.0), sigmoids to \(sums.1)",
      x: x,
      y: Axis(.left, scale: LinearScale(from: 0, to: 1.1), title: "output", showsGrid: true),
      marks: places.indices.map { index in
        ColumnsMark(
          x: [places[index] - 0.2], values: [logits.shares[index]], width: 0.36,
          color: color(index),
          labels: labels([logits.shares[index]]), name: "softmax, class \(index + 1)")
      } + [
        ColumnsMark(
          x: places.map { $0 + 0.2 }, values: logits.sigmoids, width: 0.36, color: Palette.axis,
          labels: labels(logits.sigmoids), name: "sigmoid")
      ])
  }

  private var stacked: Panel {
    let moving = logits.least
    let own = logits.values[moving]
    // Where the shares change: near the largest of the others.
    let rival = logits.values.indices.filter { $0 != moving }.map { logits.values[$0] }.max() ?? 0
    let isNear = own > rival - 2 * Self.reach
    let (from, to) = (min(isNear ? own : rival, rival) - Self.reach / 2, rival + Self.reach)
    let x = (0...200).map { from + (to - from) * Double($0) / 200 }
    let shares = x.map { z in logits.raising(moving, by: z - own).shares }
    // The one that moves at the foot, where it is seen to grow from nothing.
    let order = [moving] + (0..<count).filter { $0 != moving }
    var lower = x.map { _ in 0.0 }
    var marks: [any Mark] = []
    for index in order {
      let upper = zip(lower, shares).map { $0 + $1[index] }
      marks.append(BandMark(x: x, lower: lower, upper: upper, color: color(index)))
      lower = upper
    }
    return Panel(
      title: "Class \(moving + 1) rises, the others lose",
      subtitle: "all shares add up to 1 everywhere"
        + (isNear ? "" : "; now it is \(Shown(own)), far to the left"),
      x: Axis(
        .bottom, scale: LinearScale(from: from, to: to),
        title: "logit of class \(moving + 1)", maximumTicks: 5),
      y: Axis(.left, scale: LinearScale(from: 0, to: 1), title: "share, stacked"),
      marks: marks + (isNear ? [now(own)] : []))
  }

  private func now(_ logit: Double) -> RuleMark {
    RuleMark(
      .vertical(x: logit), label: "now", style: StrokeStyle(Palette.ink, width: 1.5, dash: [5, 3]),
      textColor: Palette.ink)
  }

  private var working: Panel {
    let shifts = (0...400).map { -1000 + 5 * Double($0) }
    let best = logits.best
    let right = logits.shares[best]
    func line(_ height: Double, _ name: String, _ share: (Logits) -> Double) -> LineMark {
      LineMark(
        x: shifts,
        y: shifts.map { abs(share(logits.shifted(by: $0)) - right) <= 1e-3 ? height : .nan },
        style: StrokeStyle(height == 3 ? Palette.blue : Palette.vermillion, width: 9), name: name)
    }
    var y = Axis(
      .left,
      scale: NamedScale(
        names: ["as written, single", "as written, double", "largest subtracted"],
        numbers: LinearScale(from: 0.5, to: 3.5)))
    y.ticks = .values([1, 2, 3])
    return Panel(
      title: "Where it gives the right shares",
      subtitle: "to 3 digits; gaps: no number, or a wrong one",
      x: Axis(
        .bottom, scale: LinearScale(from: -1000, to: 1000), title: "added to all logits",
        maximumTicks: 5, showsGrid: true), y: y,
      marks: [
        line(1, "as written, single precision") {
          Double(PlainSoftmax.singleShares($0.values)[best])
        },
        line(2, "as written, double precision") { PlainSoftmax.shares($0.values)[best] },
        line(3, "largest subtracted first") { $0.shares[best] },
      ])
  }
}
