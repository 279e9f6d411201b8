import Charts
import Records

/// One axis for several histograms: which magnitudes it has, and each histogram as shares on it.
struct MagnitudeSlots: Sendable {
  /// The axis.
  let scale: SignedLogScale
  /// Whether values that are not 0 lie nearer to it than the axis goes, and are drawn beside it.
  let isClamped: Bool

  /// Values of smaller magnitude than so many powers of two below the largest are drawn beside 0.
  private static let mostExponents = 150
  /// Smaller ones that are so rare do not make the axis longer.
  private static let rare = 0.002

  /// The axis that has all of these but their rarest small values.
  ///
  /// - Parameter signed: whether a side below 0 is drawn where there are values; else all are taken by
  ///   their magnitude.
  /// - Parameter most: no value lies above 2^(most + 1): those in higher bins were rounded to that bound, and
  ///   belong into the bin below it; nil where there is no bound.
  init(_ histograms: [MagnitudeHistogram], signed: Bool = true, atMost most: Int? = nil) {
    let filled = histograms.filter { !$0.keptExponents.isEmpty }
    let reached = filled.map { $0.keptExponents.upperBound - 1 }.max() ?? 0
    let highest = min(reached, most ?? reached)
    let lowest =
      filled.map { histogram -> Int in
        let rare = Self.rare * Double(histogram.nonZeros)
        let lowest = histogram.keptExponents.first {
          Double(histogram.count(below: $0 + 1)) > rare
        }
        return min(lowest ?? highest, highest)
      }.min() ?? highest
    isClamped = lowest < highest - Self.mostExponents
    scale = SignedLogScale(
      lowest: min(max(lowest, highest - Self.mostExponents), highest - 3), highest: highest,
      hasNegative: signed && filled.contains { $0.negative.contains { $0 > 0 } })
  }

  /// Says so, with the magnitude; nil where all values have their place.
  var note: String? {
    isClamped
      ? "below \(Words.short(Double(sign: .plus, exponent: scale.lowest, significand: 1))) all stand beside 0"
      : nil
  }

  /// The share of the values of a histogram in each slot of the axis, of all that are numbers; all 0 where
  /// none is.
  func shares(_ histogram: MagnitudeHistogram) -> [Double] {
    var shares = [Double](repeating: 0, count: scale.slots)
    let total = Double(histogram.count - histogram.nonFinite)
    guard total > 0 else { return shares }
    let zero = scale.hasNegative ? scale.highest - scale.lowest + 1 : 0
    shares[zero] = Double(histogram.zeros) / total
    func add(_ count: Int, _ exponent: Int, isNegative: Bool) {
      let offset = min(max(exponent, scale.lowest), scale.highest) - scale.lowest + 1
      shares[zero + (isNegative && scale.hasNegative ? -offset : offset)] += Double(count) / total
    }
    for (index, exponent) in histogram.keptExponents.enumerated() {
      add(histogram.negative[index], exponent, isNegative: true)
      add(histogram.positive[index], exponent, isNegative: false)
    }
    add(histogram.under, scale.lowest, isNegative: false)
    add(histogram.over, scale.highest, isNegative: false)
    return shares
  }

  /// The shares as bars.
  func bins(_ shares: [Double]) -> [RidgeMark.Bin] {
    shares.enumerated().map { slot, share in
      let edges = scale.edges(of: slot)
      return RidgeMark.Bin(lower: edges.lower, upper: edges.upper, value: share)
    }
  }

  /// What of each bar belongs to the smallest values of the share `low` and the largest of the share `high`.
  static func ends(_ shares: [Double], low: Double, high: Double) -> [Double] {
    func taken(_ shares: [Double], _ share: Double) -> [Double] {
      var left = max(share, 0)
      return shares.map { bar in
        let part = min(bar, left)
        left -= part
        return part
      }
    }
    let lows = taken(shares, low.isNaN ? 0 : low)
    let highs = taken(shares.reversed(), high.isNaN ? 0 : high).reversed()
    return zip(zip(lows, highs), shares).map { min($0.0 + $0.1, $1) }
  }
}
