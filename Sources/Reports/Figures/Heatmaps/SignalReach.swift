import Foundation
import Texts

/// What becomes of a signal on its way along a chain, in words that hold its numbers.
struct SignalReach: Sendable {
  /// What becomes of it.
  enum Kind: Sendable, Hashable {
    /// Nothing was measured where it arrives.
    case unknown
    case notFinite(Double)
    /// Exactly 0 where it arrives.
    case zero
    /// Exactly 0 in every place.
    case zeroEverywhere
    case shrinks
    case grows
    /// As large where it arrives as where it comes from, but not on the way.
    case strays
    /// Nowhere more than ten times as large as elsewhere.
    case level
  }

  let kind: Kind
  /// Where it arrives.
  let arrival: Double
  /// arrival / departure.
  let ratio: Double
  /// The largest over the smallest value.
  let spread: Double
  /// The geometric mean of the values.
  let typical: Double
  /// The place where it arrives: `layer 1`, or its name where an axis has names.
  let place: String
  private let noun: String
  /// Whether it is handed nowhere: then it does not shrink or grow on a way, and its size is said.
  private let saysSize: Bool
  /// The smallest and the largest value above 0, each with its place.
  private let ends: (least: String, most: String)

  /// By this factor a signal changes or is level.
  private static let limit = 10.0

  /// The way of a signal along places of this noun; a signal that is handed nowhere is looked at as one
  /// that comes back.
  ///
  /// - Parameter positions: where the values stand in the chain, from 1; without, they are of all its places.
  init(
    _ profile: [Double], _ direction: HeatmapSignal.Direction?, noun: String, names: [String] = [],
    positions: [Int]? = nil
  ) {
    let isForward = direction == .forward
    let position =
      (isForward ? positions?.last : positions?.first) ?? (isForward ? profile.count : 1)
    (self.noun, saysSize) = (noun, direction == nil)
    func label(_ position: Int) -> String {
      names.indices.contains(position - 1) ? names[position - 1] : "\(noun) \(position)"
    }
    place = label(position)
    arrival = (isForward ? profile.last : profile.first) ?? .nan
    let departure = (isForward ? profile.first : profile.last) ?? .nan
    ratio = arrival / departure
    let positive = profile.filter { $0 > 0 && $0.isFinite }
    func end(_ value: Double?) -> String {
      guard let value, let index = profile.firstIndex(of: value) else { return "–" }
      return "\(Words.short(value)) in \(label(index + 1))"
    }
    ends = (end(positive.min()), end(positive.max()))
    spread = (positive.max() ?? .nan) / (positive.min() ?? .nan)
    typical = exp(positive.reduce(0) { $0 + log($1) } / Double(positive.count))
    let isLevel = spread <= Self.limit && positive.count == profile.count
    kind =
      profile.isEmpty
      ? .unknown
      : !arrival.isFinite
        ? .notFinite(arrival)
        : profile.allSatisfy { $0 == 0 }
          ? .zeroEverywhere
          : arrival == 0
            ? .zero
            : isLevel
              ? .level
              : ratio < 1 / Self.limit ? .shrinks : ratio > Self.limit ? .grows : .strays
  }

  /// How far it is from level: |ln| of what it gains or loses, ∞ where nothing arrives.
  var distance: Double {
    switch kind {
    case .unknown: -1
    case .notFinite, .zero, .zeroEverywhere: .infinity
    case .shrinks, .grows: abs(log(ratio))
    case .strays, .level: abs(log(spread))
    }
  }

  /// Of what is handed nowhere: `ranges from 2·10⁻¹⁹ in layer 1 to 9·10⁻⁵ in layer 10`.
  private func range(_ inRun: String) -> String {
    "ranges from \(ends.least) to \(ends.most)\(inRun)"
  }

  /// Such as `shrinks to 3·10⁻¹⁷ by layer 1`, `stays within ×1.3 over all layers`; with the name of a run ` of sigmoid-naive`
  /// or ` in relu-he` after it.
  func words(of run: String? = nil) -> String {
    let place = "\(place)\(run.map { " of \($0)" } ?? "")"
    let inRun = run.map { " in \($0)" } ?? ""
    switch kind {
    case .unknown: return "was not measured\(inRun)"
    case .notFinite(let value): return "is \(value.isNaN ? "NaN" : "infinite") in \(place)"
    case .zero: return "is exactly 0 in \(place)"
    case .zeroEverywhere:
      return "is exactly 0 in every \(noun)\(run.map { " of \($0)" } ?? "")"
    case .shrinks where saysSize, .grows where saysSize, .strays where saysSize: return range(inRun)
    case .shrinks: return "shrinks to \(Words.short(arrival)) by \(place)"
    case .grows: return "grows to \(Words.short(arrival)) by \(place)"
    case .strays: return "varies by \(Words.factor(spread)) on the way\(inRun)"
    case .level:
      // What is shown as ×1.00 is no difference.
      guard spread >= 1.005 else {
        return (saysSize ? "is \(Words.short(typical))" : "is the same") + " in every \(noun)"
          + inRun
      }
      return "stays within \(Words.factor(spread)) over all \(noun)s"
        + (saysSize ? ", near \(Words.short(typical))" : "") + inRun
    }
  }
}
