import Foundation
import Texts

/// What training does to a signal along a chain, where that is much: the second half of a heatmap's title.
struct HeatmapChange: Sendable {
  let row: HeatmapRows
  /// Its way at the start.
  let reach: SignalReach
  let signal: HeatmapSignal

  /// By this factor something is much else than before.
  private static let limit = 10.0

  /// Such as `by step 40 it falls to 0.020 in layer 4`; nil where it stays much as it was.
  var words: String? {
    guard let position = telling, row.columns.steps.count > 1, reach.kind != .unknown,
      let end = row.values[position].last
    else { return nil }
    if !end.isFinite || row.losesNumbers {
      return reach.arrival.isFinite ? HeatmapLoss(row)?.words(step, start: row.start) : nil
    }
    let start = row.values[position].first ?? .nan
    if end == 0 {
      return start == 0 ? nil : "\(onFrom(position) { $0 == 0 }) it is exactly 0 \(there(position))"
    }
    guard signal.direction != nil else { return range }
    // Beside a start that is level, what training does is soon the greater part.
    let limit = reach.kind == .level ? max(2, 2 * reach.spread) : Self.limit
    guard end / start > limit || end / start < 1 / limit else { return burst }
    return
      "by \(step) \(lastStep) it \(end < start ? "falls" : "grows") to \(Words.short(end)) \(there(position))"
  }

  /// Of a chain in time, a step of training is to be told from one of its own.
  private var step: String { row.chain?.chain.axis == .time ? "training step" : "step" }
  private var lastStep: Int { row.columns.steps.last ?? 0 }

  private func onFrom(_ position: Int, _ holds: (Double) -> Bool) -> String {
    let first = row.values[position].lastIndex { !holds($0) }.map { $0 + 1 } ?? 0
    return "from \(step) \(row.columns.steps[min(first, row.columns.steps.count - 1)]) on"
  }

  private func there(_ position: Int) -> String {
    guard signal.direction == nil else {
      return [.level, .strays].contains(reach.kind) ? "in \(row.label(position))" : "there"
    }
    let noun = row.chain?.noun ?? "place"
    let count = row.values.count { $0.last == 0 }
    guard count > 1 else { return "in \(row.label(position))" }
    return count == row.values.count
      ? "in every \(noun)" : "in \(count) of \(row.values.count) \(noun)s"
  }

  /// The place that tells what training did: where the signal arrives, unless that is no number or 0; of a
  /// signal that is level at the start the one that changes most; of one that is handed nowhere one that became 0.
  private var telling: Int? {
    let measured = row.measured
    let arrival = signal.direction == .forward ? measured.last : measured.first
    guard signal.direction != nil else {
      return measured.first { row.values[$0].last == 0 && row.values[$0].first != 0 } ?? arrival
    }
    guard reach.kind == .level, let arrival, let end = row.values[arrival].last, end > 0,
      end.isFinite
    else { return arrival }
    func change(_ position: Int) -> Double {
      guard let start = row.values[position].first, let end = row.values[position].last
      else { return 0 }
      let change = abs(log(end / start))
      return change.isFinite ? change : 0
    }
    return measured.max { change($0) < change($1) }
  }

  /// Of a signal that is handed nowhere its two ends at the end of training, and what it came to between:
  /// `by step 500 it ranges from 10⁻⁶ in layer 3 to 0.0020 in layer 1, after 41 in layer 2 at step 12`.
  private var range: String? {
    func ends(_ value: ([Double]) -> Double?) -> (low: (Int, Double), high: (Int, Double))? {
      let all = row.measured.compactMap { place in value(row.values[place]).map { (place, $0) } }
      guard let low = all.min(by: { $0.1 < $1.1 }), let high = all.max(by: { $0.1 < $1.1 })
      else { return nil }
      return (low, high)
    }
    guard let start = ends(\.first), let end = ends(\.last) else { return nil }
    func isMuch(_ a: Double, _ b: Double) -> Bool { a > Self.limit * b || b > Self.limit * a }
    guard isMuch(start.low.1, end.low.1) || isMuch(start.high.1, end.high.1) else { return burst }
    let (low, high) = (Words.short(end.low.1), Words.short(end.high.1))
    let span =
      low == high
      ? "is \(low) in every \(row.chain?.noun ?? "place")"
      : "ranges from \(low) in \(row.label(end.low.0)) to \(high) in \(row.label(end.high.0))"
    return "by \(step) \(lastStep) it \(span)" + (burst.map { ", and \($0)" } ?? "")
  }

  /// The largest value between, where it is much more than at both ends; nil where none is.
  private var burst: String? {
    let peaks = row.measured.compactMap { place -> (place: Int, step: Int, value: Double)? in
      let values = row.values[place]
      guard let top = values.indices.max(by: { values[$0] < values[$1] }) else { return nil }
      return (place, row.columns.steps[top], values[top])
    }
    guard let top = peaks.max(by: { $0.value < $1.value }), top.value.isFinite else { return nil }
    let ends = row.measured.flatMap { [row.values[$0].first, row.values[$0].last] }
      .compactMap { $0 }
    guard let most = ends.max(), top.value > Self.limit * most else { return nil }
    return "at \(step) \(top.step) it reaches \(Words.short(top.value)) in \(row.label(top.place))"
  }
}
