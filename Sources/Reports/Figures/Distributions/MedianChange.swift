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
    /// Without the place.
    let text: String
    /// Of values that spread or shrink.
    var way: Way?
    var place = ""
    /// Of values that are no numbers any more.
    var isLost = false
  }

  private enum Way: CaseIterable {
    case farther, closer, wider, narrower

    /// Of those of a place.
    var words: String {
      switch self {
      case .farther: "end farther from 0 than they began"
      case .closer: "end closer to 0 than they began"
      case .wider: "end wider than they began"
      case .narrower: "end narrower than they began"
      }
    }
  }

  /// What happens where most does, and what the other places do; nil where nothing was sampled.
  var words: String? {
    let moves = chains.flatMap { sampled in
      sampled.positions.map { position in
        var move = move(position, sampled)
        move.place = (chains.count > 1 ? "\(sampled.run.name), " : "") + sampled.label(position)
        return move
      }
    }
    guard let most = moves.max(by: { $0.rank < $1.rank }) else { return nil }
    // What several do alike is not told of one of them.
    let same = moves.filter { $0.text == most.text }
    let head = "\(most.text) (\(places(same, of: moves)))"
    let others = moves.filter { $0.text != most.text }
    guard most.rank == 0 else {
      // Beside numbers that are lost, how the others moved is no news.
      if most.isLost, chains.count == 1 { return head }
      return head + (chains.count == 1 ? rest(others) : counts(others))
    }
    return "hardly anything moves; \(head)"
  }

  /// The places that do the same: `layer 1`, `layer 1 and layer 3`, `every layer shown`.
  private func places(_ same: [Move], of moves: [Move]) -> String {
    if same.count > 1, same.count == moves.count {
      return "every \(SampledChain.noun(chains)) shown"
    }
    return same.count > 3
      ? "\(same.count) of the \(moves.count) panels"
      : same.map(\.place).joined(separator: chains.count > 1 ? "; " : " and ")
  }

  /// `; those of time step 31 and time step 60 end closer to 0 than they began`.
  private func rest(_ others: [Move]) -> String {
    Way.allCases.map { way in
      let places = others.filter { $0.way == way && $0.rank > 0 }
      return places.isEmpty
        ? ""
        : "; those of \(places.map(\.place).joined(separator: " and ")) \(way.words)"
    }.joined()
  }

  /// `; of the other 23 panels 9 end farther from 0 or wider, 2 closer or narrower, 12 hardly change`.
  private func counts(_ others: [Move]) -> String {
    let moving = others.filter { $0.rank > 0 }
    func count(_ ways: [Way?]) -> Int { moving.count { ways.contains($0.way) } }
    let parts = [
      (count([.farther, .wider]), "end farther from 0 or wider"),
      (count([.closer, .narrower]), "closer or narrower"),
      (count([nil]), "with more zeros or NaN"),
      (others.count - moving.count, "hardly change"),
    ].filter { $0.0 > 0 }.map { "\($0) \($1)" }
    return parts.isEmpty
      ? "" : "; of the other \(others.count) panels \(parts.joined(separator: ", "))"
  }

  private func move(_ position: Int, _ sampled: SampledChain) -> Move {
    let first = sampled.histogram(position, in: sampled.first)
    let last = sampled.histogram(position, in: sampled.end)
    if last.nonFinite > 0 {
      let share = Double(last.nonFinite) / Double(max(last.count, 1))
      return Move(
        rank: 1e10 * share,
        text: (share == 1 ? "all" : ShareWords.bounded(share)) + " become NaN or infinite"
          + (share == 1
            ? ""
            : last.median.map { ", the median of the others is about \(Self.short($0))" } ?? ""),
        isLost: true)
    }
    if last.zeros == last.count, first.nonZeros > 0 {
      return Move(rank: 1e9, text: "all become exactly 0")
    }
    let (before, after) = (Self.zeros(first), Self.zeros(last))
    if after >= 0.5, after - before >= 0.1 {
      return Move(
        rank: 1e3 * (after - before),
        text: "\(ShareWords.bounded(before)) are exactly 0 at first, "
          + "\(ShareWords.bounded(after)) at the end"
      )
    }
    return Self.bounded(position, sampled)
      ?? Self.magnitude(first, last, sampled, hasZeros: max(before, after) >= 0.01)
  }

  private static func zeros(_ histogram: MagnitudeHistogram) -> Double {
    Double(histogram.zeros) / Double(max(histogram.count, 1))
  }

  /// On a logarithmic axis by factors; a cell is one of 2.
  private static func magnitude(
    _ first: MagnitudeHistogram, _ last: MagnitudeHistogram, _ sampled: SampledChain,
    hasZeros: Bool
  ) -> Move {
    let most = BoundedSlots.highest(sampled).map { exp2(Double($0 + 1)) } ?? .infinity
    guard let before = first.median.map({ min($0, most) }),
      let after = last.median.map({ min($0, most) })
    else { return Move(rank: -1, text: "no median is known") }
    let way = abs(log2(after / before))
    let name = "the median magnitude\(hasZeros ? " of those not 0" : "")"
    guard way > 1 else {
      return Move(rank: 0, text: "\(name) is about \(short(after))")
    }
    return Move(
      rank: way, text: "\(name) goes from about \(short(before)) to \(short(after))",
      way: after > before ? .farther : .closer)
  }

  private static func short(_ value: Double) -> String { Words.short(value, digits: 1) }

  /// On a linear axis by how far from φ(0) half of the values lie, in cells of a fortieth of the axis, or by the factor
  /// of that where they fill a cell: what becomes narrower in few cells is seen by its colours.
  private static func bounded(_ position: Int, _ sampled: SampledChain) -> Move? {
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
      return Move(rank: 0, text: "half of the values lie \(range(after))")
    }
    return Move(
      rank: rank,
      text: "half of the values lie \(range(before)) at first, \(range(after)) at the end",
      way: widths.1 > widths.0 ? .wider : .narrower)
  }
}
