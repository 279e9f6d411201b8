import Foundation
import Records

/// How far the values of places move from the first sample to the last one, in words.
struct MedianChange {
  private let chains: [SampledChain]

  /// The change in these chains.
  init(_ chains: [SampledChain]) { self.chains = chains }

  /// What one place does: the larger `rank`, the more it is worth a title; 0 for less than a cell of the picture.
  private typealias Move = (rank: Double, words: String)

  /// What happens where most does; nil where nothing was sampled.
  var words: String? {
    let moves = chains.flatMap { sampled in sampled.positions.map { move($0, sampled) } }
    guard let most = moves.max(by: { $0.rank < $1.rank }) else { return nil }
    guard most.rank == 0 else { return most.words }
    return "hardly anything moves; \(most.words)"
  }

  private func move(_ position: Int, _ sampled: SampledChain) -> Move {
    let first = sampled.histogram(position, in: sampled.first)
    let last = sampled.histogram(position, in: sampled.end)
    let place = (chains.count > 1 ? "\(sampled.run.name), " : "") + sampled.label(position)
    if last.nonFinite > 0 {
      let share = Double(last.nonFinite) / Double(max(last.count, 1))
      return (1e10 * share, "\(ShareWords.bounded(share)) become NaN or infinite (\(place))")
    }
    if last.zeros == last.count, first.nonZeros > 0 {
      return (1e9, "all become exactly 0 (\(place))")
    }
    let (before, after) = (Self.zeros(first), Self.zeros(last))
    if after >= 0.5, after - before >= 0.1 {
      return (
        1e3 * (after - before),
        "of \(place) \(ShareWords.bounded(before)) are exactly 0 at first, "
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
    else { return (-1, "no median of \(place) is known") }
    let way = abs(log2(after / before))
    let name = "the median magnitude\(hasZeros ? " of those not 0" : "")"
    guard way > 1 else { return (0, "\(name) is about \(short(after)) in \(place)") }
    return (
      way, "\(name) goes from about \(short(before)) to \(short(after)) (\(place))"
    )
  }

  private static func short(_ value: Double) -> String { Words.short(value, digits: 1) }

  /// On a linear axis by how far from φ(0) half of the values lie; a cell is a fortieth of the axis.
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
    guard abs(way) > 1 else { return (0, "half of the values lie \(range(after)) (\(place))") }
    return (
      abs(way),
      "half of the values lie \(range(before)) at first, \(range(after)) at the end (\(place))"
    )
  }
}
