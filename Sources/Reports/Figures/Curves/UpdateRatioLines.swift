import Charts
import Diagnosis
import Foundation
import Records
import Texts

/// ‖ΔW‖ / ‖W‖ of the places of a run over its steps.
struct UpdateRatioLines: Sendable {
  let run: JudgedRun
  let style: RunStyle
  /// In the record's order.
  let lines: [Line]
  /// The largest of any single step; nil where no number was finite.
  let peak: (ratio: Double, step: Int, line: Line)?
  /// Single steps that stand out of the medians which are drawn there, the largest first.
  let spikes: [Spike]
  /// Whether a point is the median of several steps.
  let isBinned: Bool

  /// A step that the medians hide.
  struct Spike: Sendable {
    let ratio: Double
    let step: Int
    let name: String

    /// Such as `layer 2 jumps to 0.050 in one step (431, ring)`.
    var words: String { "\(name) jumps to \(Words.short(ratio)) in one step (\(step), ring)" }
  }

  /// So many points a line: more would be noise.
  private static let finest = 90
  /// So many times the median of its neighbours a step stands out.
  private static let outstanding = 5.0

  /// The lines of a run.
  init(_ run: JudgedRun, _ style: RunStyle) {
    (self.run, self.style) = (run, style)
    let history = run.history
    var highest: [(ratio: Double, step: Int)?] = []
    var spikes: [Spike] = []
    var isBinned = false
    let lines = run.updated(.updateRatio).map { place in
      let measured = run.updates(of: place)
      let entries = UpdateMedian.entries(run, place)
      let name = Self.name(of: place, run)
      highest.append(
        entries.filter { $0.ratio.isFinite }.max { $0.ratio < $1.ratio }
          .map { ($0.ratio, $0.step) })
      let size = max((entries.count + Self.finest - 1) / Self.finest, 1)
      isBinned = isBinned || size > 1
      let points = stride(from: 0, to: entries.count, by: size).compactMap { start -> Point? in
        let bin = entries[start..<min(start + size, entries.count)]
        guard let first = bin.first, let last = bin.last else { return nil }
        // A line ends where numbers do.
        let median = bin.contains { $0.ratio.isNaN } ? .nan : UpdateMedian.of(bin)
        if let top = bin.max(by: { $0.ratio < $1.ratio }), top.ratio.isFinite,
          top.ratio > Self.outstanding * median
        {
          spikes.append(Spike(ratio: top.ratio, step: top.step, name: name))
        }
        let end = history.lastSteps[measured[min(start + size, entries.count) - 1]]
        return Point((Double(first.step) + Double(max(end, last.step))) / 2, median)
      }
      return Line(
        name: name, points: points, median: UpdateMedian(entries),
        layer: run.isOwn && run.evidence.record.places[place].kind != .output
          ? run.evidence.record.layerNumber(of: place) : nil)
    }
    (self.lines, self.isBinned) = (lines, isBinned)
    self.spikes = spikes.sorted { $0.ratio > $1.ratio }
    peak = zip(lines, highest).compactMap { line, top in
      top.map { (ratio: $0.ratio, step: $0.step, line: line) }
    }.max { $0.ratio < $1.ratio }
  }

  private static func name(of place: Int, _ run: JudgedRun) -> String {
    let record = run.evidence.record
    if run.isOwn, record.places[place].kind == .output { return "output" }
    if run.isOwn, let number = record.layerNumber(of: place) { return "layer \(number)" }
    return record.places[place].name
  }

  /// The line that moves least, and the one that moves most, of those with a number.
  var least: Line? { lines.filter { !$0.typical.isNaN }.min { $0.typical < $1.typical } }
  var most: Line? { lines.filter { !$0.typical.isNaN }.max { $0.typical < $1.typical } }

  /// How many decades the line that is farthest from the guide is away from it; ∞ where one is 0, or ends with NaN.
  var distance: Double {
    lines.map { $0.isBroken ? .infinity : abs(log10($0.typical / Guide.updateRatio)) }
      .map { $0.isNaN ? .infinity : $0 }.max() ?? .infinity
  }

  /// From which step on lines are no number, or exactly 0, to the end: `NaN from step 3 on in 4 of 7 layers`.
  var endings: [String] {
    func words(_ what: String, _ since: (UpdateMedian) -> Int?) -> String? {
      let steps = lines.compactMap { since($0.median) }
      guard let last = steps.max() else { return nil }
      let which =
        steps.count < lines.count
        ? "in \(steps.count) of \(lines.count) \(noun)s"
        : lines.count == 1 ? "" : "in all \(lines.count) \(noun)s"
      return ["\(what) from step \(last) on", which].filter { !$0.isEmpty }.joined(separator: " ")
    }
    let diverged = lines.contains(where: \.isBroken) ? nil : CurveNotes.divergence(run)
    return [
      words("NaN or infinite", \.brokenFrom), words("exactly 0", \.zeroFrom),
      diverged.map { "no update after: the loss is \(Words.short($0.loss)) at step \($0.step)" },
    ].compactMap { $0 }
  }

  /// The first step of which no line has a number to the end, and what is there; nil where lines go on.
  var lost: (step: Int, words: String)? {
    let steps = lines.map(\.median.brokenFrom)
    if !steps.isEmpty, steps.allSatisfy({ $0 != nil }), let step = steps.compactMap({ $0 }).max() {
      return (step, "NaN or infinite from step \(step) on")
    }
    return CurveNotes.divergence(run).map { ($0.step, "loss \(Words.short($0.loss))") }
  }

  /// What the lines are of.
  private var noun: String { run.isOwn ? "layer" : "place" }

  /// The learning rate over the steps; nil where it does not change, or was not recorded.
  var rate: [Point]? {
    let curves = run.record.curves
    let rates = zip(curves.steps, curves.learningRate).map { Point(Double($0), $1) }
      .filter { $0.y > 0 && $0.y.isFinite }
    guard let low = rates.map(\.y).min(), let high = rates.map(\.y).max(), high > 1.01 * low else {
      return nil
    }
    return rates
  }
}
