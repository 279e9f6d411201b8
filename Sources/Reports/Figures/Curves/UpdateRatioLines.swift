import Charts
import Diagnosis
import Foundation
import Records
import Texts

/// ‖ΔW‖ / ‖W‖ of the places of a run over its steps.
struct UpdateRatioLines: Sendable {
  /// One place.
  struct Line: Sendable {
    /// Such as `layer 3`, `output`, or the place's own name.
    let name: String
    /// The median over neighbouring time points, at their middle.
    let points: [Point]
    /// The median over all steps; NaN where a number was.
    let typical: Double
    /// The number of a layer of this program's runs; nil of the output and of other programs' places.
    let layer: Int?
    /// The name within a sentence.
    var words: String { name == "output" ? "the output layer" : name }
  }

  let run: JudgedRun
  let style: RunStyle
  /// In the record's order.
  let lines: [Line]
  /// The largest of any single step; nil where no number was finite.
  let peak: (ratio: Double, step: Int, line: Line)?

  /// So many points a line: more would be noise.
  private static let finest = 90

  /// The lines of a run.
  init(_ run: JudgedRun, _ style: RunStyle) {
    (self.run, self.style) = (run, style)
    let history = run.history
    var highest: [(ratio: Double, step: Int)?] = []
    var spikes: [(ratio: Double, step: Int, name: String)] = []
    let lines = run.updated(.updateRatio).map { place in
      let measured = run.updates(of: place)
      let entries = zip(measured, history.stepsStoodFor(by: measured)).map { entry, steps in
        Entry(entry: entry, ratio: history[entry, place: place].updateRatio, steps: steps)
      }
      highest.append(
        entries.filter { $0.ratio.isFinite }.max { $0.ratio < $1.ratio }
          .map { ($0.ratio, history.steps[$0.entry]) })
      let size = max((entries.count + Self.finest - 1) / Self.finest, 1)
      let points = stride(from: 0, to: entries.count, by: size).compactMap { start -> Point? in
        let bin = entries[start..<min(start + size, entries.count)]
        guard let first = bin.first, let last = bin.last else { return nil }
        let median = Self.median(bin)
        if let top = bin.max(by: { $0.ratio < $1.ratio }), top.ratio.isFinite,
          top.ratio > Self.outstanding * median
        {
          spikes.append((top.ratio, history.steps[top.entry], Self.name(of: place, run)))
        }
        let middle =
          (Double(history.steps[first.entry]) + Double(history.lastSteps[last.entry])) / 2
        return Point(middle, median)
      }
      return Line(
        name: Self.name(of: place, run), points: points,
        typical: Self.median(entries[...]),
        layer: run.isOwn && run.evidence.record.places[place].kind != .output
          ? run.evidence.record.layerNumber(of: place) : nil)
    }
    self.lines = lines
    spike = spikes.max { $0.ratio < $1.ratio }.map {
      "\($0.name) jumps to \(Words.short($0.ratio)) in one step (\($0.step))"
    }
    peak = zip(lines, highest).compactMap { line, top in
      top.map { (ratio: $0.ratio, step: $0.step, line: line) }
    }.max { $0.ratio < $1.ratio }
  }

  /// A ratio at a time point, and how many steps that stands for.
  private struct Entry {
    let entry: Int
    let ratio: Double
    let steps: Int
  }

  /// NaN where any of them is.
  private static func median(_ entries: ArraySlice<Entry>) -> Double {
    guard !entries.contains(where: { $0.ratio.isNaN }) else { return .nan }
    return WeightedMedian.of(entries.map { ($0.ratio, $0.steps) }) ?? .nan
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

  /// How many decades the line that is farthest from the guide is away from it; ∞ where one is 0 or NaN.
  var distance: Double {
    lines.map { abs(log10($0.typical / Guide.updateRatio)) }.map { $0.isNaN ? .infinity : $0 }
      .max() ?? .infinity
  }

  /// A single step that stands out of the median which is drawn there, and of all others: `layer 2 jumps to 0.050 in one
  /// step (431)`; nil where none does.
  let spike: String?

  /// So many times the median of its neighbours a step stands out.
  private static let outstanding = 5.0

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
