extension PlaceStatistics {
  /// Makes this the mean over `count` steps of it and `others` steps of `other`; what is counted is
  /// added up. What only one of them has is that one's.
  mutating func average(_ count: Int, with other: PlaceStatistics, _ others: Int) {
    let share = Double(others) / Double(max(count + others, 1))
    combine(other) { own, new, counts in Self.mean(own, new, share: share, counts: counts) }
  }

  /// Makes each number the smaller one of the two; of a NaN and a number, the number.
  mutating func lower(to other: PlaceStatistics) {
    combine(other) { own, new, _ in Self.least(own, new) }
  }

  /// Makes each number the larger one of the two; of a NaN and a number, the number.
  mutating func raise(to other: PlaceStatistics) {
    combine(other) { own, new, _ in Self.most(own, new) }
  }

  typealias Counts = SIMDMask<SIMD4<Int64>>

  /// Four means, the new numbers having that share; of what is counted the sums.
  @inline(__always)
  static func mean(_ own: Four, _ new: Four, share: Double, counts: Counts) -> Four {
    var mean = own + (new - own) * share
    // A mean of equal numbers is that number; an infinity stays one where a difference would make it
    // NaN.
    let isKept =
      (own .== new) .| (((own .== .infinity) .| (own .== -.infinity)) .& ((new - new) .== 0))
    mean.replace(with: own, where: isKept)
    mean.replace(with: own + new, where: counts)
    return mean
  }

  /// The smaller ones; of a NaN and a number, the number.
  @inline(__always)
  static func least(_ own: Four, _ new: Four) -> Four {
    own.replacing(with: new, where: (new .< own) .| (own .!= own))
  }

  /// The larger ones; of a NaN and a number, the number.
  @inline(__always)
  static func most(_ own: Four, _ new: Four) -> Four {
    own.replacing(with: new, where: (new .> own) .| (own .!= own))
  }

  /// Puts two lists of numbers together, four at a time; what one of them lacks is taken from the other.
  @inline(__always)
  private mutating func combine(
    _ other: PlaceStatistics,
    _ body: (Four, Four, _ counts: Counts) -> Four
  ) {
    let before = self
    let counts = Self.counts
    n0 = body(before.n0, other.n0, counts.0)
    n1 = body(before.n1, other.n1, counts.1)
    n2 = body(before.n2, other.n2, counts.2)
    n3 = body(before.n3, other.n3, counts.3)
    n4 = body(before.n4, other.n4, counts.4)
    n5 = body(before.n5, other.n5, counts.5)
    n6 = body(before.n6, other.n6, counts.6)
    guard measured != other.measured else { return }
    measured.formUnion(other.measured)
    for slot in 0..<Quantity.capacity {
      let bit = UInt32(1) << UInt32(slot)
      guard measured.bits & bit != 0 else {
        self[slot: slot] = 0
        continue
      }
      if before.measured.bits & bit == 0 { self[slot: slot] = other[slot: slot] }
      if other.measured.bits & bit == 0 { self[slot: slot] = before[slot: slot] }
    }
  }

  /// Which of four slots are counts.
  static let counts = (mask(0), mask(1), mask(2), mask(3), mask(4), mask(5), mask(6))

  /// The mask of a single slot: all true where it is a count.
  static func counts(at slot: Int) -> Counts {
    let four =
      switch slot >> 2 {
      case 0: counts.0
      case 1: counts.1
      case 2: counts.2
      case 3: counts.3
      case 4: counts.4
      case 5: counts.5
      default: counts.6
      }
    return Counts(repeating: four[slot & 3])
  }

  private static func mask(_ four: Int) -> Counts {
    var mask = Counts(repeating: false)
    for quantity in Quantity.all where quantity.isCount && quantity.slot >> 2 == four {
      mask[quantity.slot & 3] = true
    }
    return mask
  }
}
