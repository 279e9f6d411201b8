import Charts
import Diagnosis
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
  }

  let run: JudgedRun
  let style: RunStyle
  /// In the record's order.
  let lines: [Line]

  /// So many points a line: more would be noise.
  private static let finest = 90

  /// The lines of a run.
  init(_ run: JudgedRun, _ style: RunStyle) {
    (self.run, self.style) = (run, style)
    let history = run.history
    lines = run.updated(.updateRatio).map { place in
      let entries = (0..<history.count).compactMap { entry in
        history[entry, place: place][.updateRatio].map { (entry: entry, ratio: $0) }
      }
      let size = max((entries.count + Self.finest - 1) / Self.finest, 1)
      let points = stride(from: 0, to: entries.count, by: size).compactMap { start -> Point? in
        let bin = entries[start..<min(start + size, entries.count)]
        guard let first = bin.first, let last = bin.last else { return nil }
        let middle =
          (Double(history.steps[first.entry]) + Double(history.lastSteps[last.entry])) / 2
        return Point(middle, Self.median(bin, history))
      }
      return Line(
        name: Self.name(of: place, run), points: points, typical: Self.median(entries[...], history)
      )
    }
  }

  /// NaN where any of them is.
  private static func median(
    _ entries: ArraySlice<(entry: Int, ratio: Double)>, _ history: RunHistory
  ) -> Double {
    guard !entries.contains(where: { $0.ratio.isNaN }) else { return .nan }
    return WeightedMedian.of(entries.map { ($0.ratio, history.counts[$0.entry]) }) ?? .nan
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
