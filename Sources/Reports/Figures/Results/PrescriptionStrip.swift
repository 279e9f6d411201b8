import Charts
import Diagnosis
import Texts

/// One number of all runs of a prescription on one scale, with where it was before.
struct PrescriptionStrip {
  let title: String
  private let scale: any Scale
  /// Values with a line, and what it is called.
  private let ticks: [(value: Double, label: String)]
  private let words: (Double) -> String
  private let spread: ([JudgedRun]) -> RunSpread?
  /// What is drawn, where it is not what is written.
  private let placed: ([JudgedRun]) -> RunSpread?
  private let before: Double?
  private let beforeColor: Color
  /// Whether NaN is a size beyond the scale, as of a loss; an accuracy of NaN is none.
  private let placesNaN: Bool

  /// The strips that these runs have: without classes there is no accuracy, and below three layers
  /// no factor.
  static func all(of report: PrescriptionReport) -> [PrescriptionStrip] {
    let groups = [report.before] + report.trials.map(\.runs)
    var strips: [PrescriptionStrip] = []
    let factors = groups.flatMap { $0.compactMap(\.evidence.initialDeltaFactor) }
    if !factors.isEmpty {
      let scale = factorScale(factors)
      strips.append(
        PrescriptionStrip(
          title: "δ per \(RunGroup(report.before).noun)", scale: scale,
          ticks: [0.001, 0.01, 0.1, 1, 10, 100].filter(scale.contains).map {
            ($0, "×\(NumberText.plain($0))")
          },
          report,
          words: { report.before.first?.factorText($0) ?? Words.factor($0) }, spread: \.factorSpread
        ))
    }
    strips.append(
      PrescriptionStrip(
        title: "training loss", scale: LinearScale(from: 0, to: 1.2),
        ticks: [(0, "0"), (1, "guessing")], report, words: { Words.short($0) },
        spread: \.lossSpread, placed: \.relativeLossSpread))
    if report.before.first?.isRegression == false {
      strips.append(
        PrescriptionStrip(
          title: "accuracy", scale: LinearScale(from: 0, to: 1),
          ticks: [(0, "0"), (0.5, "0.5"), (1, "1")], report, placesNaN: false,
          words: { Words.share($0) }, spread: \.accuracySpread))
    }
    return strips
  }

  private init(
    title: String, scale: any Scale, ticks: [(value: Double, label: String)],
    _ report: PrescriptionReport,
    placesNaN: Bool = true, words: @escaping (Double) -> String,
    spread: @escaping ([JudgedRun]) -> RunSpread?,
    placed: (([JudgedRun]) -> RunSpread?)? = nil
  ) {
    self.title = title
    self.scale = scale
    self.ticks = ticks
    self.words = words
    self.spread = spread
    self.placed = placed ?? spread
    before = self.placed(report.before)?.median
    beforeColor = report.wasWell ? Palette.good : Palette.bad
    self.placesNaN = placesNaN
  }

  /// From the least factor, but at most three decades below 1, to the largest, likewise; ×1 is in it.
  private static func factorScale(_ factors: [Double]) -> LogScale {
    let usable = factors.filter { $0.isFinite && $0 > 0 } + [1]
    let least = max(usable.min() ?? 1, 1e-3)
    let largest = min(usable.max() ?? 1, 1e3)
    return LogScale(from: min(least / 1.2, 0.5), to: max(largest * 1.2, 2))
  }

  /// The median in words.
  func text(_ runs: [JudgedRun]) -> String { spread(runs).map { words($0.median) } ?? "–" }

  /// Grid, tick labels above, and the dashed line of before.
  func drawAxis(x: Double, width: Double, top: Double, bottom: Double, on canvas: any Canvas) {
    let drawn = scale.drawn(from: x, to: x + width)
    for tick in ticks {
      guard let at = drawn.position(of: tick.value) else { continue }
      canvas.line(
        from: Point(at, top), to: Point(at, bottom), StrokeStyle(Palette.grid, width: 1))
      canvas.text(
        tick.label, at: Point(at, top - 8),
        TextStyle(Font(size: 12), color: Palette.mutedText, anchor: .middle))
    }
    if let before, let at = place(before, drawn, x, width) {
      canvas.line(
        from: Point(at, top), to: Point(at, bottom),
        StrokeStyle(beforeColor.faded(0.4), width: 1.2, dash: [4, 4]))
    }
  }

  /// The way from before to the median, the range, and the median.
  func draw(
    _ runs: [JudgedRun], color: Color, x: Double, width: Double, middle: Double,
    on canvas: any Canvas
  ) {
    let drawn = scale.drawn(from: x, to: x + width)
    guard let spread = placed(runs), let at = place(spread.median, drawn, x, width) else { return }
    if let before, let start = place(before, drawn, x, width) {
      canvas.line(
        from: Point(start, middle), to: Point(at, middle),
        StrokeStyle(color.faded(0.6), width: 1.4))
    }
    if let low = place(spread.lowest, drawn, x, width),
      let high = place(spread.highest, drawn, x, width), high - low > 1
    {
      canvas.line(
        from: Point(low, middle), to: Point(high, middle),
        StrokeStyle(color.faded(0.25), width: 5))
    }
    // Off the scale: the number beside it says how far.
    let isInside = scale.contains(spread.median)
    canvas.circle(
      center: Point(at, middle), radius: isInside ? 5.5 : 4.8,
      fill: isInside ? color : Palette.background,
      stroke: isInside ? nil : StrokeStyle(color, width: 1.6))
  }

  /// Beyond the scale is at its end: an exact 0 at the lower, NaN at the upper, where it has a place.
  private func place(_ value: Double, _ drawn: any Scale, _ x: Double, _ width: Double) -> Double? {
    guard value.isFinite else { return placesNaN ? x + width : nil }
    guard let at = drawn.position(of: value) else { return x }
    return min(max(at, x), x + width)
  }
}
