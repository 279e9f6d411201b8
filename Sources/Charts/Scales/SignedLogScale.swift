import Texts

/// Magnitudes of both signs on one axis, an equal length a factor of two, with a place of its own for 0:
/// … −2 −1 −½ | 0 | ½ 1 2 …
///
/// With m = highest − lowest + 1 bins [2ᵏ, 2ᵏ⁺¹) a side, the axis has m + 1 + m equal slots, the middle one being
/// 0 (without a negative side 1 + m, the first being 0); where there are many the slot of 0 may be wider. What is nearer to 0 than 2^lowest, but not 0, lies
/// at the edge of that slot.
public struct SignedLogScale: Scale {
  /// k of the bin next to 0.
  public let lowest: Int
  /// k of the outermost bin.
  public let highest: Int
  /// Whether there is a side below 0.
  public let hasNegative: Bool
  public let range: (start: Double, end: Double)
  /// How many times as wide as the others the slot of 0 is.
  public let zeroWidth: Int

  /// Repairs: a highest bin below the lowest becomes the lowest; exponents are limited to ±1000; the
  /// slot of 0 is as wide as the others at least.
  public init(
    lowest: Int, highest: Int, hasNegative: Bool, range: (Double, Double) = (0, 1),
    zeroWidth: Int = 1
  ) {
    self.zeroWidth = min(max(zeroWidth, 1), 1000)
    self.lowest = min(max(lowest, -1000), 1000)
    self.highest = min(max(highest, self.lowest), 1000)
    self.hasNegative = hasNegative
    self.range = range.0.isFinite && range.1.isFinite ? range : (0, 1)
  }

  private var side: Double { Double(highest - lowest + 1) }
  private var below: Double { hasNegative ? side : 0 }
  /// How many slots there are.
  public var slots: Int { Int(below + 1 + side) }
  /// How long the axis is, in slots other than that of 0.
  public var length: Int { slots - 1 + zeroWidth }

  /// The edges of the slots; those of 0 are ∓2^lowest.
  public var domain: (lower: Double, upper: Double) {
    (hasNegative ? -Self.power(highest + 1) : -Self.power(lowest), Self.power(highest + 1))
  }

  /// The edges of a slot, counted from the lower end.
  public func edges(of slot: Int) -> (lower: Double, upper: Double) {
    let offset = slot - Int(below)
    if offset == 0 { return (-Self.power(lowest), Self.power(lowest)) }
    let bin = offset > 0 ? lowest + offset - 1 : lowest - offset - 1
    return offset > 0
      ? (Self.power(bin), Self.power(bin + 1)) : (-Self.power(bin + 1), -Self.power(bin))
  }

  public func fraction(of value: Double) -> Double? {
    guard value.isFinite else { return nil }
    let place: Double
    if value == 0 {
      place = below + Double(zeroWidth) / 2
    } else {
      let distance = max(Numbers.log10(value.magnitude) / Self.decade - Double(lowest), 0)
      place = value > 0 ? below + Double(zeroWidth) + distance : below - distance
    }
    return place / Double(length)
  }

  /// 0 and powers of ten, from the largest on every 1st, 2nd, 3rd, 5th, 7th, … of them, the same on both sides.
  public func ticks(_ count: Int) -> [Double] {
    guard count > 0 else { return [] }
    let first = Int((Double(lowest) * Self.decade - 1e-9).rounded(.up))
    let last = Int((Double(highest + 1) * Self.decade + 1e-9).rounded(.down))
    let room = max((count - 1) / (hasNegative ? 2 : 1), 0)
    var decades: [Int] = []
    for step in [1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 40, 50, 70, 100] where first <= last {
      decades = Array(stride(from: last, through: first, by: -step).reversed())
      if decades.count <= room { break }
    }
    let positive = decades.suffix(room).map { Numbers.power10(Double($0)) }
    return (hasNegative ? positive.reversed().map { -$0 } : []) + [0] + positive
  }

  public func label(_ tick: Double) -> String {
    guard tick != 0, tick.isFinite else { return NumberText.plain(tick) }
    let text = LogScale(from: 1, to: 10).label(tick.magnitude)
    return (tick < 0 ? "−" : "") + text
  }

  public func drawn(from start: Double, to end: Double) -> SignedLogScale {
    SignedLogScale(
      lowest: lowest, highest: highest, hasNegative: hasNegative, range: (start, end),
      zeroWidth: zeroWidth)
  }

  /// log₁₀ 2.
  private static let decade = Numbers.log10(2)

  private static func power(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }
}
