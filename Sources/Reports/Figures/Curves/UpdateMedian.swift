import Foundation
import Records
import Texts

/// The ratio ‖ΔW‖ / ‖W‖ of one place in a typical step: the median over the steps, each weighted by how many it stands
/// for, of two in the middle their geometric mean; of a few updates the last one, for they have no typical step.
struct UpdateMedian: Sendable {
  /// A ratio at a step, and how many steps that stands for.
  struct Entry: Sendable {
    let step: Int
    let ratio: Double
    let weight: Int
  }

  /// The number that is told: the median, or of a few updates the last number.
  let told: Double
  /// Updates that had a number.
  let count: Int
  /// The medians of the first and of the second half of the steps, where they are so far apart that one number for both
  /// is typical of neither; nil elsewhere.
  let halves: (first: Double, second: Double)?
  /// The first step from which on no ratio is a number, to the end; nil where the last one is.
  let brokenFrom: Int?
  /// The first step from which on every ratio is exactly 0, to the end; nil where the last one is not, or only
  /// the last few are.
  let zeroFrom: Int?

  /// What lasts for this part of the steps is told.
  private static let lasting = 0.1
  /// Fewer updates have no median.
  private static let fewest = 5
  /// So many times apart are two phases.
  private static let apart = 10.0

  init(_ entries: [Entry]) {
    let finite = entries.filter(\.ratio.isFinite)
    count = finite.count
    told = finite.count < Self.fewest ? finite.last?.ratio ?? .nan : Self.of(finite[...])
    func since(_ holds: (Double) -> Bool) -> Int? {
      let first = entries.lastIndex { !holds($0.ratio) }.map { $0 + 1 } ?? 0
      return first < entries.count ? entries[first].step : nil
    }
    brokenFrom = since { !$0.isFinite }
    // A few zeros at the end are no state.
    let last = entries.last?.step ?? 0
    zeroFrom = since { $0 == 0 }.flatMap {
      Double(last - $0) >= Self.lasting * Double(last - (entries.first?.step ?? 0)) ? $0 : nil
    }
    let middle = (Double(finite.first?.step ?? 0) + Double(finite.last?.step ?? 0)) / 2
    let (early, late) = (
      finite.filter { Double($0.step) <= middle }, finite.filter { Double($0.step) > middle }
    )
    let (first, second) = (Self.of(early[...]), Self.of(late[...]))
    let isApart = max(first, second) > Self.apart * min(first, second)
    halves = finite.count >= Self.fewest && isApart ? (first, second) : nil
  }

  /// The updates of a place of a run.
  static func entries(_ run: JudgedRun, _ place: Int) -> [Entry] {
    let measured = run.updates(of: place)
    return zip(measured, run.history.stepsStoodFor(by: measured)).map { entry, steps in
      Entry(
        step: run.history.steps[entry], ratio: run.history[entry, place: place].updateRatio,
        weight: steps)
    }
  }

  /// The median of these; NaN of none.
  static func of(_ entries: ArraySlice<Entry>) -> Double {
    let sorted = entries.filter { !$0.ratio.isNaN }.sorted { $0.ratio < $1.ratio }
    let total = sorted.reduce(0) { $0 + $1.weight }
    func at(_ rank: Int) -> Double {
      var reached = 0
      return sorted.first {
        reached += $0.weight
        return reached > rank
      }?.ratio ?? .nan
    }
    let (low, high) = (at((total - 1) / 2), at(total / 2))
    guard low != high else { return low }
    return low > 0 ? (low * high).squareRoot() : (low + high) / 2
  }

  /// Such as `2.0·10⁻³`, of two phases `0.010 → 1.0·10⁻⁵`.
  var words: String {
    halves.map { "\(Words.short($0.first)) → \(Words.short($0.second))" } ?? Words.short(told)
  }

  /// What a sentence about it begins with: `A typical step`.
  var opening: String {
    switch count {
    case 1: "The only update"
    case ..<Self.fewest: "The last of \(count) updates"
    default: "A typical step"
    }
  }

  /// Such as `last of 2 updates: `; empty of a median.
  var note: String {
    switch count {
    case 0, Self.fewest...: ""
    case 1: "the only update: "
    default: "last of \(count) updates: "
    }
  }
}
