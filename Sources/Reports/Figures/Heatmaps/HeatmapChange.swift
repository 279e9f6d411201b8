import Foundation
import Records
import Texts

/// What training does to a signal along a chain: the second half of a heatmap's title.
struct HeatmapChange: Sendable {
  let row: HeatmapRows
  /// Its way at the start.
  let reach: SignalReach
  let signal: HeatmapSignal
  /// What stands for the signal: `it`, or `the difference` after a sentence about examples.
  var noun = "it"

  /// By this factor something is much else than before.
  private static let limit = 10.0
  /// What lasts for a smaller part of the picture is not seen in it.
  private static let seen = 0.004
  /// When the values of `HeatmapRows.end` are.
  static let end = "the end of training"

  /// Such as `by the end of training it falls to 0.020 in layer 4`; nil where there is nothing to say.
  ///
  /// - Parameter tellsEnd: whether the end is told also where it is much as the start was.
  func words(tellsEnd: Bool) -> String? {
    guard let position = telling, row.columns.steps.count > 1, reach.kind != .unknown,
      let last = row.values[position].last
    else { return nil }
    if !last.isFinite || row.losesNumbers {
      return reach.arrival.isFinite ? loss?.words(step, noun, start: row.start) : nil
    }
    let (start, end) = (row.values[position].first ?? .nan, row.end(position))
    if end == 0, last == 0 {
      return start == 0
        ? nil : "\(onFrom(position) { $0 == 0 }) \(noun) is exactly 0 \(there(position))"
    }
    guard signal.direction != nil else { return range(tellsEnd) }
    // Beside a start that is level, what training does is soon the greater part; where every place falls, that is seen.
    let isSeen = row.falls || row.grows
    let limit = reach.kind == .level ? (isSeen ? 2 : max(2, 2 * reach.spread)) : Self.limit
    guard end / start > limit || end / start < 1 / limit else {
      return burst ?? (tellsEnd ? state : nil)
    }
    let early = row.early(position)
    if early.isFinite, (end < start) != (end < early) {
      // A first column too narrow to be seen says less than the colours beside it.
      return
        "\(there(position)) \(noun) is \(Words.short(early)) over the first tenth of the steps "
        + "and \(Words.short(end)) at \(Self.end)"
    }
    return
      "by \(Self.end) \(noun) \(end < start ? "falls" : "grows") to \(Words.short(end)) \(there(position))"
  }

  /// The numbers that are told, or may be.
  var told: [Double] {
    let (start, end) = (row.start, row.measured.map(row.end))
    let ends = [start, end].flatMap { values in
      let placed = values.filter { $0 > 0 && $0.isFinite }
      return [placed.min(), placed.max()]
    }
    let here = telling.map { [row.end($0), row.early($0)] } ?? []
    return (ends + [peak?.value, loss?.most(start)?.value]).compactMap { $0 } + here
      + [reach.arrival]
  }

  private var loss: HeatmapLoss? { HeatmapLoss(row) }

  /// Of a chain in time, a step of training is to be told from one of its own.
  private var step: String { row.chain?.chain.axis == .time ? "training step" : "step" }

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
    guard reach.kind == .level, let arrival, row.end(arrival) > 0, row.end(arrival).isFinite
    else { return arrival }
    func change(_ position: Int) -> Double {
      let change = abs(log(row.end(position) / (row.values[position].first ?? .nan)))
      return change.isFinite ? change : 0
    }
    return measured.max { change($0) < change($1) }
  }

  /// What it is along the chain at the end: `at the end of training it stays within ×1.3 over all layers`.
  private var state: String {
    if row.quantity == .activationExampleStd, let chain = row.chain,
      let lost = ExampleDifference(row.run, chain, at: .end)?.lost
    {
      return "at \(Self.end) \(noun) is nothing but rounding from \(lost) on"
    }
    let words = row.reach(signal, atEnd: true).words()
    return words == reach.words() ? "the same at \(Self.end)" : "at \(Self.end) \(noun) \(words)"
  }

  /// Of a signal that is handed nowhere its two ends at the end of training, and what it came to between:
  /// `by the end of training it ranges from 10⁻⁶ in layer 3 to 0.0020 in layer 1, and at step 12 it reaches 41 in layer 2`.
  private func range(_ tellsEnd: Bool) -> String? {
    let (start, end) = (row.measured.map { row.start[$0] }, row.measured.map(row.end))
    guard let low = start.min(), let high = start.max(), let least = end.min(),
      let most = end.max()
    else { return nil }
    func isMuch(_ a: Double, _ b: Double) -> Bool { a > Self.limit * b || b > Self.limit * a }
    guard isMuch(low, least) || isMuch(high, most) else {
      return burst ?? (tellsEnd ? state : nil)
    }
    return "by \(Self.end) \(noun) \(row.reach(signal, atEnd: true).words())"
      + (burst.map { ", and \($0)" } ?? "")
  }

  /// The largest value between, where it is much more than at both ends and for long enough to be seen.
  private var peak: (place: Int, step: Int, value: Double)? {
    let peaks = row.measured.compactMap { place -> (place: Int, step: Int, value: Double)? in
      let values = row.values[place]
      guard let top = values.indices.max(by: { values[$0] < values[$1] }) else { return nil }
      return (place, row.columns.steps[top], values[top])
    }
    let ends = row.measured.flatMap { [row.values[$0].first ?? .nan, row.end($0)] }
    guard let top = peaks.max(by: { $0.value < $1.value }), top.value.isFinite,
      let most = ends.max(), top.value > Self.limit * most,
      row.columns.share(where: { row.values[top.place][$0] > Self.limit * most }) >= Self.seen
    else { return nil }
    return top
  }

  private var burst: String? {
    peak.map {
      "at \(step) \($0.step) \(noun) reaches \(Words.short($0.value)) in \(row.label($0.place))"
    }
  }
}
