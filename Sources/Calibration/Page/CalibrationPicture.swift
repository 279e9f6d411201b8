import Charts
import Foundation

/// Precision and recall of every rule with their intervals: errors on the left, findings of any
/// severity on the right.
struct CalibrationPicture {
  let scores: [RuleScore]
  /// Those of runs in the forms of published programs: of rules that the others say nothing of.
  let outside: [RuleScore]
  let runs: Int
  let seeds: TrialPlan.Seeds
  let command: String

  private static let rowHeight = 34.0
  private static let labels = 270.0
  var title: String { "How often is a rule right, and how much does it miss?" }
  var size: Size { Size(1600, 310 + Self.rowHeight * Double(rows.count)) }

  /// A row for every rule, by the runs that have a word on it.
  private var rows: [(score: RuleScore, isOutside: Bool)] {
    scores.map { score in
      guard !score.isLabelled, let other = outside.first(where: { $0.code == score.code }) else {
        return (score, false)
      }
      return (other, true)
    }
  }

  /// Draws it into a file.
  func write(to path: String) throws {
    try Picture.render(
      to: path, size: size,
      metadata: [
        TextEntry("Title", title), TextEntry("gradscope:command", "make calibrate"),
        TextEntry("Source", command),
      ], draw: draw)
  }

  func draw(on canvas: any Canvas) {
    let area = Page(
      title: title,
      subtitle: "Dots: precision and recall over \(runs) runs with labels from outside the rules; "
        + "bars: 95 % intervals; numbers: cases. Dashed: the goal for errors. A ring: fewer than 20 "
        + "cases. *: small networks on tables.",
      source: "make calibrate, \(seeds.rawValue) seeds: mean-field theory, a twin in float64 and "
        + "planted faults are the labels   ·   \(command)"
    ).draw(on: canvas)
    let top = area.y + 66
    let gap = 60.0
    let width = (area.width - Self.labels - 3 * gap) / 4
    for (index, row) in rows.enumerated() {
      let y = top + Self.rowHeight * (Double(index) + 0.5)
      canvas.text(
        "\(row.score.code) \(row.score.name)\(row.isOutside ? " *" : "")", at: Point(area.x, y),
        TextStyle(Typography.tickLabel, color: Palette.ink, baseline: .middle))
    }
    let columns: [(title: String, tally: (RuleScore) -> Tally?, isPrecision: Bool, goal: Double?)] =
      [
        ("errors: precision", { $0.error }, true, 0.98),
        ("errors: recall", { $0.error }, false, 0.95),
        ("any severity: precision", { $0.presence }, true, nil),
        ("any severity: recall", { $0.presence }, false, nil),
      ]
    for (index, column) in columns.enumerated() {
      let x = area.x + Self.labels + Double(index) * (width + gap)
      let frame = Rect(
        x: x, y: top, width: width, height: Self.rowHeight * Double(rows.count))
      drawAxis(column.title, goal: column.goal, in: frame, on: canvas)
      for (place, row) in rows.enumerated() {
        let y = top + Self.rowHeight * (Double(place) + 0.5)
        guard row.score.isLabelled, let tally = column.tally(row.score) else {
          canvas.text(
            "no label", at: Point(frame.midX, y),
            TextStyle(Typography.note, color: Palette.mutedText, anchor: .middle, baseline: .middle)
          )
          continue
        }
        let interval = column.isPrecision ? tally.precision : tally.recall
        let count =
          column.isPrecision
          ? tally.truePositives + tally.falsePositives : tally.positives
        draw(interval, count, goal: column.goal, y: y, in: frame, on: canvas)
      }
    }
  }

  /// From 0.7, where the worst intervals begin, to 1.
  private static let scale = LinearScale(from: 0.7, to: 1)

  private func drawAxis(_ title: String, goal: Double?, in frame: Rect, on canvas: any Canvas) {
    canvas.text(
      title, at: Point(frame.x, frame.y - 44), TextStyle(Typography.panelTitle))
    let scale = Self.scale.drawn(from: frame.minX, to: frame.maxX)
    for tick in [0.7, 0.8, 0.9, 1] {
      guard let x = scale.position(of: tick) else { continue }
      canvas.line(
        from: Point(x, frame.minY), to: Point(x, frame.maxY), StrokeStyle(Palette.grid, width: 1))
      canvas.text(
        String(format: "%.1f", tick), at: Point(x, frame.minY - 10),
        TextStyle(Typography.tickLabel, color: Palette.secondaryText, anchor: .middle))
    }
    guard let goal, let x = scale.position(of: goal) else { return }
    canvas.line(
      from: Point(x, frame.minY), to: Point(x, frame.maxY),
      StrokeStyle(Palette.axis, width: 1.2, dash: [5, 4]))
  }

  private func draw(
    _ interval: WilsonInterval, _ count: Int, goal: Double?, y: Double, in frame: Rect,
    on canvas: any Canvas
  ) {
    guard let share = interval.share else {
      canvas.text(
        "no case", at: Point(frame.midX, y),
        TextStyle(Typography.note, color: Palette.mutedText, anchor: .middle, baseline: .middle))
      return
    }
    let scale = Self.scale.drawn(from: frame.minX, to: frame.maxX)
    let isMet = goal.map { share >= $0 } ?? true
    let color = isMet ? Palette.blue : Palette.vermillion
    func x(_ value: Double) -> Double {
      min(max(scale.position(of: value) ?? frame.minX, frame.minX), frame.maxX)
    }
    canvas.line(
      from: Point(x(interval.lower), y), to: Point(x(interval.upper), y),
      StrokeStyle(color.mixed(with: Palette.background, 0.5), width: 5))
    canvas.circle(
      center: Point(x(share), y), radius: 5.5, fill: count < 20 ? Palette.background : color,
      stroke: StrokeStyle(color, width: 2))
    canvas.text(
      "\(count)", at: Point(frame.maxX + 10, y),
      TextStyle(Font(size: 11.5), color: Palette.mutedText, baseline: .middle))
  }
}
