/// One more step in an entry, without making a `PlaceStatistics` of it: this is done three times for every
/// place at every step of a training.
extension StatisticsList {
  private typealias Four = PlaceStatistics.Four

  /// `PlaceStatistics.average` on an entry.
  mutating func average(at index: Int, _ count: Int, with other: PlaceStatistics, _ others: Int) {
    let share = Double(others) / Double(Swift.max(count + others, 1))
    let isDone = combine(at: index, other) { own, new, counts in
      PlaceStatistics.mean(own, new, share: share, counts: counts)
    }
    if !isDone { self[index].average(count, with: other, others) }
  }

  /// `PlaceStatistics.lower` on an entry.
  mutating func lower(at index: Int, to other: PlaceStatistics) {
    let isDone = combine(at: index, other) { own, new, _ in PlaceStatistics.least(own, new) }
    if !isDone { self[index].lower(to: other) }
  }

  /// `PlaceStatistics.raise` on an entry.
  mutating func raise(at index: Int, to other: PlaceStatistics) {
    let isDone = combine(at: index, other) { own, new, _ in PlaceStatistics.most(own, new) }
    if !isDone { self[index].raise(to: other) }
  }

  /// Four numbers at a time as far as they lie as those of a `PlaceStatistics` do, then those of further slots one
  /// by one; all measured in the entry, and in the other but for further slots, whose numbers stay as they
  /// are where it has none. False where it is not so.
  @inline(__always)
  private mutating func combine(
    at index: Int, _ other: PlaceStatistics,
    _ body: (Four, Four, _ counts: PlaceStatistics.Counts) -> Four
  ) -> Bool {
    let counts = PlaceStatistics.counts
    let (fours, width) = (leadingFours, self.width)
    // A shift by all bits is 0.
    let further = known >> UInt32(4 * fours)
    let new = other.measured.bits
    let lacking = known & ~new
    guard new & ~known == 0, lacking & ((1 << UInt32(4 * fours)) &- 1) == 0 else { return false }
    return withEntry(index) { entry in
      // An entry that lacks a number has the mark of absence there.
      for four in 0..<fours where Self.hasAbsent(Self.load(entry, four)) { return false }
      for place in 4 * fours..<width where entry[place].bitPattern == Self.absent { return false }
      if fours > 0 { Self.store(body(Self.load(entry, 0), other.n0, counts.0), entry, 0) }
      if fours > 1 { Self.store(body(Self.load(entry, 1), other.n1, counts.1), entry, 1) }
      if fours > 2 { Self.store(body(Self.load(entry, 2), other.n2, counts.2), entry, 2) }
      if fours > 3 { Self.store(body(Self.load(entry, 3), other.n3, counts.3), entry, 3) }
      if fours > 4 { Self.store(body(Self.load(entry, 4), other.n4, counts.4), entry, 4) }
      if fours > 5 { Self.store(body(Self.load(entry, 5), other.n5, counts.5), entry, 5) }
      if fours > 6 { Self.store(body(Self.load(entry, 6), other.n6, counts.6), entry, 6) }
      var (place, left) = (4 * fours, further)
      while left != 0 {
        let slot = 4 * fours + left.trailingZeroBitCount
        defer {
          place += 1
          left &= left - 1
        }
        guard new & (1 << UInt32(slot)) != 0 else { continue }
        let own = Four(repeating: entry[place])
        entry[place] =
          body(own, Four(repeating: other[slot: slot]), PlaceStatistics.counts(at: slot))[0]
      }
      return true
    }
  }

  @inline(__always)
  private static func load(_ entry: UnsafeMutablePointer<Double>, _ four: Int) -> Four {
    UnsafeRawPointer(entry).loadUnaligned(fromByteOffset: 32 * four, as: Four.self)
  }

  @inline(__always)
  private static func store(_ numbers: Four, _ entry: UnsafeMutablePointer<Double>, _ four: Int) {
    UnsafeMutableRawPointer(entry).storeBytes(
      of: numbers, toByteOffset: 32 * four, as: Four.self)
  }

  @inline(__always)
  private static func hasAbsent(_ numbers: Four) -> Bool {
    any(unsafeBitCast(numbers, to: SIMD4<UInt64>.self) .== absent)
  }
}
