/// How the values of a tensor are spread over magnitudes: how many of them, by sign, lie in each
/// [2ᵏ, 2ᵏ⁺¹).
///
/// k runs from −149 to 127, the range of float32, its subnormal numbers included; below and above
/// it, at exactly 0 and not finite values are counted apart, so that every value is in one place.
/// One grid serves every tensor: histograms can be added up, and the share below any power of two
/// can be read off without interpolation.
public struct MagnitudeHistogram: Codable, Sendable, Equatable {
  /// The exponents k of the grid.
  public static let exponents = -149...127

  /// Exact zeros.
  public var zeros = 0
  /// NaN, and infinities of either sign.
  public var nonFinite = 0
  /// Values not 0 of a magnitude below 2⁻¹⁴⁹; only float64 has them.
  public var under = 0
  /// Finite values of a magnitude of 2¹²⁸ and more; only float64 has them.
  public var over = 0
  /// The exponent of the first bin kept below.
  public private(set) var lowestExponent = 0
  /// Values below 0 in the bins from `lowestExponent` on; bins before and after are empty.
  public private(set) var negative: [Int] = []
  /// Values above 0 in the same bins.
  public private(set) var positive: [Int] = []

  /// A histogram of nothing.
  public init() {}

  /// A histogram of these bins; empty ones at the ends are left away.
  ///
  /// - Parameters:
  ///   - lowestExponent: k of the first bin of both lists, which lie on the grid.
  ///   - negative, positive: values by sign; the shorter list is filled up with empty bins.
  public init(
    lowestExponent: Int, negative: [Int], positive: [Int], zeros: Int = 0, nonFinite: Int = 0,
    under: Int = 0, over: Int = 0
  ) {
    self.zeros = zeros
    self.nonFinite = nonFinite
    self.under = under
    self.over = over
    let bins = max(negative.count, positive.count)
    let negative = negative + [Int](repeating: 0, count: bins - negative.count)
    let positive = positive + [Int](repeating: 0, count: bins - positive.count)
    func isFilled(_ k: Int) -> Bool { negative[k] != 0 || positive[k] != 0 }
    guard let first = (0..<bins).first(where: isFilled),
      let last = (0..<bins).last(where: isFilled)
    else { return }
    self.lowestExponent = lowestExponent + first
    self.negative = Array(negative[first...last])
    self.positive = Array(positive[first...last])
  }

  /// The exponents of the bins that are kept; empty where there are none.
  public var keptExponents: Range<Int> { lowestExponent..<(lowestExponent + negative.count) }

  /// Finite values that are not 0.
  public var nonZeros: Int { under + over + negative.reduce(0, +) + positive.reduce(0, +) }

  /// All values.
  public var count: Int { nonZeros + zeros + nonFinite }

  /// Values, of either sign, not 0, of a magnitude below 2^exponent.
  ///
  /// An exponent below −149 counts as −149, one above 128 as 128: nothing is known within.
  public func count(below exponent: Int) -> Int {
    let bins = keptExponents.prefix { $0 < exponent }.map { $0 - lowestExponent }
    let inside = bins.reduce(0) { $0 + negative[$1] + positive[$1] }
    return under + inside
  }

  /// Share of the values not 0 that a conversion to float16 makes 0: those below 2⁻²⁵, half of its
  /// smallest number. 0 where there are none.
  public var lostInFloat16: Double { share(count(below: -25)) }

  /// Share of the values not 0 that a conversion to float16 makes infinite: those of 2¹⁶ and more.
  public var overflowingFloat16: Double { share(nonZeros - count(below: 16)) }

  /// Share of the values not 0 that a conversion to bfloat16 makes 0: those below 2⁻¹³⁴, half of
  /// its smallest number.
  public var lostInBFloat16: Double { share(count(below: -134)) }

  private func share(_ part: Int) -> Double {
    nonZeros == 0 ? 0 : Double(part) / Double(nonZeros)
  }

  /// The histogram of both tensors' values.
  public static func + (a: MagnitudeHistogram, b: MagnitudeHistogram) -> MagnitudeHistogram {
    let kept = [a, b].filter { !$0.negative.isEmpty }
    let lowest = kept.map(\.lowestExponent).min() ?? 0
    let end = kept.map(\.keptExponents.upperBound).max() ?? 0
    func sum(_ bins: KeyPath<MagnitudeHistogram, [Int]>) -> [Int] {
      (lowest..<max(end, lowest)).map { k in
        kept.reduce(0) { total, histogram in
          histogram.keptExponents.contains(k)
            ? total + histogram[keyPath: bins][k - histogram.lowestExponent] : total
        }
      }
    }
    return MagnitudeHistogram(
      lowestExponent: lowest, negative: sum(\.negative), positive: sum(\.positive),
      zeros: a.zeros + b.zeros, nonFinite: a.nonFinite + b.nonFinite, under: a.under + b.under,
      over: a.over + b.over)
  }
}
