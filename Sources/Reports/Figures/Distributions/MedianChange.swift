import Foundation
import Records

/// How far the values of places move from the first sample to the last one, in words.
struct MedianChange {
  private let chains: [SampledChain]

  /// The change in these chains.
  init(_ chains: [SampledChain]) { self.chains = chains }

  /// What one place does: the larger `rank`, the more it is worth a title; 0 for less than a cell of the picture.
  private struct Move {
    let rank: Double
    let words: String
    /// Of values that lie farther from 0 at the end, closer to it, or neither.
    var way: Way?
    var place = ""
  }

  private enum Way: String, CaseIterable {
    case outward = "farther from 0"
    case inward = "closer to 0"
  }

  /// What happens where most does, and in a single run which other places move; nil where nothing was sampled.
  var words: String? {
    let moves = chains.flatMap { sampled in
      sampled.positions.map { position in
        var move = move(position, sampled)
        move.place = sampled.label(position)
        return move
      }
    }
    guard let most = moves.max(by: { $0.rank < $1.rank }) else { return nil }
    guard most.rank == 0 else { return most.words + others(moves, than: most) }
    return "hardly anything moves; \(most.words)"
  }

  /// `; those of time step 31 and time step 60 end closer to 0 than they began`.
  private func others(_ moves: [Move], than most: Move) -> String {
    guard chains.count == 1 else { return "" }
    return Way.allCases.map { way in
      let places = moves.filter { $0.way == way && $0.rank > 0 && $0.place != most.place }
      return places.isEmpty
        ? ""
        : "; those of \(places.map(\.place).joined(separator: " and ")) end \(way.rawValue) "
          + "than they began"
    }.joined()
  }

  private func move(_ position: Int, _ sampled: SampledChain) -> Move {
    let first = sampled.histogram(position, in: sampled.first)
    let last = sampled.histogram(position, in: sampled.end)
    let place = (chains.count > 1 ? "\(sampled.run.name), " : "") + sampled.label(position)
    if last.nonFinite > 0 {
      let share = Double(last.nonFinite) / Double(max(last.count, 1))
      return Move(
        rank: 1e10 * share, words: "\(ShareWords.bounded(share)) become NaN or infinite (\(place))")
    }
    if last.zeros == last.count, first.nonZeros > 0 {
      return Move(rank: 1e9, words: "all become exactly 0 (\(place))")
    }
    let (before, after) = (Self.zeros(first), Self.zeros(last))
    if after >= 0.5, after - before >= 0.1 {
      return Move(
        rank: 1e3 * (after - before),
        words: "of \(place) \(ShareWords.bounded(before)) are exactly 0 at first, "
          + "\(ShareWords.bounded(after)) at the end"
      )
    }
    return Self.bounded(position, sampled, place)
      ?? Self.magnitude(first, last, sampled, place, hasZeros: max(before, after) >= 0.01)
  }

  private static func zeros(_ histogram: MagnitudeHistogram) -> Double {
    Double(histogram.zeros) / Double(max(histogram.count, 1))
  }

  /// On a logarithmic axis by factors; a cell is one of 2.
  private static func magnitude(
    _ first: MagnitudeHistogram, _ last: MagnitudeHistogram, _ sampled: SampledChain,
    _ place: String, hasZeros: Bool
  ) -> Move {
    let most = BoundedSlots.highest(sampled).map { exp2(Double($0 + 1)) } ?? .infinity
    guard let before = first.median.map({ min($0, most) }),
      let after = last.median.map({ min($0, most) })
    else { return Move(rank: -1, words: "no median of \(place) is known") }
    let way = abs(log2(after / before))
    let name = "the median magnitude\(hasZeros ? " of those not 0" : "")"
    guard way > 1 else {
      return Move(rank: 0, words: "\(name) is about \(short(after)) in \(place)")
    }
    return Move(
      rank: way, words: "\(name) goes from about \(short(before)) to \(short(after)) (\(place))",
      way: after > before ? .outward : .inward)
  }

  private static func short(_ value: Double) -> String { Words.short(value, digits: 1) }

  /// On a linear axis by how far from φ(0) half of the values lie, in cells of a fortieth of the axis, or by the factor
  /// of that where they fill a cell: what becomes narrower in few cells is seen by its colours.
  private static func bounded(
    _ position: Int, _ sampled: SampledChain, _ place: String
  ) -> Move? {
    guard let (slots, source) = BoundedSlots.drawn(sampled) else { return nil }
    let ends = [source.first, source.end].map {
      slots.half(source.histogram(position, in: $0))
    }
    guard let before = ends[0], let after = ends[1] else { return nil }
    let whole = slots.axis.domain.upper - slots.axis.domain.lower
    let way = (after.upper - before.upper) / whole * Double(TimeCells.linearCells)
    func range(_ half: (lower: Double, upper: Double)) -> String {
      "between \(Words.short(half.lower, digits: 2)) and \(Words.short(half.upper, digits: 2))"
    }
    let widths = (before.upper - before.lower, after.upper - after.lower)
    let isSeen = max(widths.0, widths.1) * Double(TimeCells.linearCells) > whole
    let rank = max(abs(way), isSeen ? abs(log2(widths.1 / widths.0)) : 0)
    guard rank > 1, rank.isFinite else {
      return Move(rank: 0, words: "half of the values lie \(range(after)) (\(place))")
    }
    return Move(
      rank: rank,
      words:
        "half of the values lie \(range(before)) at first, \(range(after)) at the end (\(place))",
      way: widths.1 > widths.0 ? .outward : .inward)
  }
}
