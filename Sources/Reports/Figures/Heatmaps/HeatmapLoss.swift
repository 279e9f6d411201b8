import Foundation
import Texts

/// Where and when a quantity of a run stops being a number, and how far it had come before.
struct HeatmapLoss: Sendable {
  private let row: HeatmapRows
  /// The indices of the places that end without a number.
  private let lost: [Int]

  /// nil where every place ends with one.
  init?(_ row: HeatmapRows) {
    self.row = row
    lost = row.measured.filter { row.values[$0].last?.isFinite == false }
    if lost.isEmpty { return nil }
  }

  /// So many times what it was at first a value is told.
  private static let explosion = 10.0

  /// Such as `it grows to 3.0·10¹² in layer 7 at step 1, and from step 2 on is NaN in every layer`.
  ///
  /// - Parameters:
  ///   - step: what a step of training is called.
  ///   - noun: what stands for the quantity.
  ///   - start: the first values, which growth is from.
  func words(_ step: String, _ noun: String = "it", start: [Double]) -> String {
    let rows = lost.map { row.values[$0] }
    let isNaN = rows.contains { $0.last?.isNaN == true }
    let since = rows.map { ($0.lastIndex(where: \.isFinite) ?? -1) + 1 }.min() ?? 0
    let from = "from \(step) \(row.columns.steps[min(since, row.columns.steps.count - 1)]) on"
    let end = "is \(isNaN ? "NaN" : "infinite") \(places)"
    guard let most = most(start) else { return "\(from) \(noun) \(end)" }
    return "\(noun) grows to \(Words.short(most.value)) in \(row.label(most.place)) at \(step) "
      + "\(most.step), and \(from) \(end)"
  }

  /// The largest number before, with its place and step; nil where it was not much larger than at first.
  func most(_ start: [Double]) -> (value: Double, place: Int, step: Int)? {
    let first = start.filter(\.isFinite).max() ?? .infinity
    var (most, place, time) = (first * Self.explosion, -1, 0)
    for index in row.measured {
      for (entry, value) in row.values[index].enumerated() where value.isFinite && value > most {
        (most, place, time) = (value, index, entry)
      }
    }
    guard place >= 0 else { return nil }
    return (most, place, row.columns.steps[time])
  }

  /// `in every layer`, `from layer 4 to layer 10`, `in layer 3`, `in 3 of 7 layers`.
  private var places: String {
    let noun = row.chain?.noun ?? "place"
    guard let first = lost.first, let last = lost.last else { return "" }
    if lost.count == row.measured.count, lost.count > 1 { return "in every \(noun)" }
    if lost.count == 1 { return "in \(row.label(first))" }
    return last - first == lost.count - 1
      ? "from \(row.label(first)) to \(row.label(last))"
      : "in \(lost.count) of \(row.measured.count) \(noun)s"
  }
}
