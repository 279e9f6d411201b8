import Texts

/// fraction = (x − lower) / (upper − lower): equal steps look equal.
public struct LinearScale: Scale {
  public let domain: (lower: Double, upper: Double)
  public let range: (start: Double, end: Double)

  /// Repairs of the domain: ends that are not finite give 0…1, reversed ends are swapped, a
  /// domain of one value v is widened by |v|/20 (by ½ around 0), and magnitudes are limited to
  /// 10³⁰⁰. A range that is not finite becomes 0…1.
  public init(from lower: Double, to upper: Double, range: (Double, Double) = (0, 1)) {
    var ends = lower.isFinite && upper.isFinite ? (lower, upper) : (0, 1)
    if ends.0 > ends.1 { ends = (ends.1, ends.0) }
    ends = (max(-1e300, min(1e300, ends.0)), max(-1e300, min(1e300, ends.1)))
    // Fewer than some 10⁻¹² of the magnitude apart, no tick could be told from the next.
    let magnitude = max(abs(ends.0), abs(ends.1))
    if ends.1 - ends.0 <= max(1e-12 * magnitude, 1e-290) {
      let half = magnitude < 1e-280 ? 0.5 : abs(ends.0) / 20
      ends = (ends.0 - half, ends.1 + half)
    }
    domain = ends
    self.range = range.0.isFinite && range.1.isFinite ? range : (0, 1)
  }

  /// A domain around the finite values among `values`, rounded outward to ticks.
  ///
  /// - Parameter includingZero: whether the domain also holds 0.
  public init(fitting values: some Sequence<Double>, includingZero: Bool = false) {
    let finite = values.filter(\.isFinite) + (includingZero ? [0] : [])
    let tight = LinearScale(
      from: finite.min() ?? .nan, to: finite.max() ?? .nan)
    let step = Self.step(tight.domain, count: 6)
    self.init(
      from: (tight.domain.lower / step).rounded(.down) * step,
      to: (tight.domain.upper / step).rounded(.up) * step)
  }

  public func fraction(of value: Double) -> Double? {
    guard value.isFinite else { return nil }
    return (value - domain.lower) / (domain.upper - domain.lower)
  }

  /// Multiples of 1, 2 or 5 times a power of ten.
  public func ticks(_ count: Int) -> [Double] {
    guard count > 0 else { return [] }
    // A step that suits the length may still fit one tick too many.
    var wanted = count
    while wanted > 0 {
      let step = Self.step(domain, count: wanted)
      let first = (domain.lower / step - 1e-9).rounded(.up)
      let last = (domain.upper / step + 1e-9).rounded(.down)
      if last - first < Double(count) {
        return stride(from: first, through: last, by: 1).map { $0 == 0 ? 0 : $0 * step }
      }
      wanted -= 1
    }
    return []
  }

  public func label(_ tick: Double) -> String { NumberText.plain(tick) }

  public func labels(_ ticks: [Double]) -> [String] {
    let texts = ticks.map(label)
    guard !texts.contains(where: { $0.contains("×") || $0.contains("10⁻") }) else { return texts }
    let decimals = texts.map { text in
      text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    }
    return ticks.map { NumberText.fixed($0, decimals: decimals.max() ?? 0) }
  }

  public func drawn(from start: Double, to end: Double) -> LinearScale {
    LinearScale(from: domain.lower, to: domain.upper, range: (start, end))
  }

  /// The smallest of 1, 2, 5 times a power of ten that gives at most `count` steps.
  private static func step(_ domain: (lower: Double, upper: Double), count: Int) -> Double {
    let raw = (domain.upper - domain.lower) / Double(max(1, count))
    let power = Numbers.power10(Double(NumberText.decade(of: raw)))
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= raw * (1 - 1e-9) } ?? 10 * power
  }
}
