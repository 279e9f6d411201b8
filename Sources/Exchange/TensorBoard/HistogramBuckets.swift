import Foundation
import Records

/// A histogram of magnitudes as buckets from the most negative value to the most positive: bucket i
/// reaches from the limit before it to its own.
struct HistogramBuckets {
  /// The lower end of the first bucket.
  private(set) var smallest = 0.0
  /// The upper end of each bucket, ascending.
  private(set) var limits: [Double] = []
  /// Values in each bucket.
  private(set) var counts: [Double] = []
  /// Σ x and Σ x² of values in the middle of their bins.
  private(set) var sum = 0.0
  private(set) var squares = 0.0

  /// The buckets of a histogram; what is not finite is left out, and so is a side without values.
  init(_ histogram: MagnitudeHistogram) {
    let exponents = Array(histogram.keptExponents)
    // Where no bin is kept, there are only values around 0.
    let lowest = exponents.first ?? MagnitudeHistogram.exponents.lowerBound
    let highest = (exponents.last ?? lowest) + 1
    let top = Self.power(highest)
    let hasNegative = histogram.negative.contains { $0 > 0 }
    let hasPositive = histogram.positive.contains { $0 > 0 }
    smallest = histogram.over > 0 ? -Double.greatestFiniteMagnitude : hasNegative ? -top : 0
    if histogram.over > 0 {
      // Their signs are not known: half of them on either side.
      add(limit: -top, count: Double(histogram.over) / 2, middle: nil)
    }
    for exponent in exponents.reversed() where hasNegative {
      let count = histogram.negative[exponent - histogram.lowestExponent]
      add(
        limit: -Self.power(exponent), count: Double(count), middle: -1.5 * Self.power(exponent))
    }
    add(
      limit: hasNegative && !hasPositive ? 0 : Self.power(lowest),
      count: Double(histogram.zeros + histogram.under), middle: nil)
    for exponent in exponents where hasPositive {
      let count = histogram.positive[exponent - histogram.lowestExponent]
      add(
        limit: Self.power(exponent + 1), count: Double(count),
        middle: 1.5 * Self.power(exponent))
    }
    if histogram.over > 0 {
      add(
        limit: .greatestFiniteMagnitude, count: Double(histogram.over) / 2, middle: nil)
    }
  }

  private mutating func add(limit: Double, count: Double, middle: Double?) {
    limits.append(limit)
    counts.append(count)
    sum += count * (middle ?? 0)
    squares += count * (middle ?? 0) * (middle ?? 0)
  }

  private static func power(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }
}
