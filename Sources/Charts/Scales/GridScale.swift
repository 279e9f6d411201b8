import Texts

/// Equal cells for values at any distance: value i is at (i + ½) / n, and between two values the scale
/// is linear.
///
/// The two outer cells reach as far beyond the first and the last value as half the way to their
/// neighbours.
public struct GridScale: Scale {
  /// Ascending, none twice.
  public let values: [Double]
  public let domain: (lower: Double, upper: Double)
  public let range: (start: Double, end: Double)
  /// Whether round values on a logarithmic scale serve as ticks.
  public let isLogarithmic: Bool

  /// Repairs of the values: those that are not finite are left out, the rest is sorted and each kept
  /// once; without any left it is the cell of 0.
  public init(
    values: [Double], isLogarithmic: Bool = false, range: (Double, Double) = (0, 1)
  ) {
    let usable = Set(values.filter(\.isFinite)).sorted()
    let values = usable.isEmpty ? [0] : usable
    self.values = values
    self.isLogarithmic = isLogarithmic
    let last = values.count - 1
    let (below, above) =
      last == 0
      ? (0.5, 0.5) : ((values[1] - values[0]) / 2, (values[last] - values[last - 1]) / 2)
    domain = (values[0] - below, values[last] + above)
    self.range = range.0.isFinite && range.1.isFinite ? range : (0, 1)
  }

  public func fraction(of value: Double) -> Double? {
    guard value.isFinite else { return nil }
    let last = values.count - 1
    let index: Double
    if last == 0 {
      index = value - values[0]
    } else {
      // The outermost pieces go on beyond the ends.
      let upper = min(max(values.firstIndex { $0 >= value } ?? last, 1), last)
      let (from, to) = (values[upper - 1], values[upper])
      index = Double(upper - 1) + (value - from) / (to - from)
    }
    return (index + 0.5) / Double(values.count)
  }

  /// All values where there are so few and short ones; else round numbers.
  public func ticks(_ count: Int) -> [Double] {
    if values.count <= count, values.allSatisfy({ label($0).count <= 6 }) { return values }
    let (lower, upper) = (values[0], values[values.count - 1])
    return isLogarithmic && lower > 0
      ? LogScale(from: lower, to: upper).ticks(count)
      : LinearScale(from: lower, to: upper).ticks(count)
  }

  public func label(_ tick: Double) -> String { NumberText.plain(tick, significant: 6) }

  public func drawn(from start: Double, to end: Double) -> GridScale {
    GridScale(values: values, isLogarithmic: isLogarithmic, range: (start, end))
  }
}
