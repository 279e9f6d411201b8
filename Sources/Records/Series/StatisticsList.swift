/// Statistics one after another, in as little memory as what was measured takes: a number for each quantity
/// that any of them has.
public struct StatisticsList: Sendable, RandomAccessCollection {
  /// A bit for each slot that some entry has a number in, and how many they are.
  private(set) var known: UInt32 = 0
  private(set) var width = 0
  /// One number for each slot of each entry.
  private var numbers: [Double] = []
  /// How many there are.
  public private(set) var count = 0

  /// No statistics.
  public init() {}

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  /// What was measured in one entry.
  //
  // Bits are gone through by hand: this is where every reader of a record passes, and the iterators of
  // the library cost twenty times as much where nothing is optimized, as in a test.
  public subscript(index: Int) -> PlaceStatistics {
    get {
      var statistics = PlaceStatistics()
      var (place, left) = (index * width, known)
      while left != 0 {
        let number = numbers[place]
        if number.bitPattern != Self.absent {
          statistics.put(number, in: left.trailingZeroBitCount)
        }
        place += 1
        left &= left - 1
      }
      return statistics
    }
    set {
      admit(newValue)
      let measured = newValue.measured.bits
      var (place, left) = (index * width, known)
      while left != 0 {
        let slot = left.trailingZeroBitCount
        numbers[place] =
          measured >> UInt32(slot) & 1 != 0
          ? newValue[slot: slot] : Double(bitPattern: Self.absent)
        place += 1
        left &= left - 1
      }
    }
  }

  /// How many whole fours of an entry lie as those of a `PlaceStatistics`: its first slots, none left out.
  var leadingFours: Int { (~known).trailingZeroBitCount / 4 }

  /// The memory of an entry.
  @inline(__always)
  mutating func withEntry(
    _ index: Int, _ body: (UnsafeMutablePointer<Double>) -> Bool
  ) -> Bool {
    precondition(index >= 0 && index < count)
    return numbers.withUnsafeMutableBufferPointer { numbers in
      numbers.baseAddress.map { body($0 + index * width) } ?? false
    }
  }

  /// Adds an entry.
  public mutating func append(_ statistics: PlaceStatistics) {
    admit(statistics)
    for _ in 0..<width { numbers.append(Double(bitPattern: Self.absent)) }
    count += 1
    self[count - 1] = statistics
  }

  /// Memory for so many entries of what this program measures at every step.
  mutating func reserveCapacity(_ entries: Int) {
    numbers.reserveCapacity(entries * QuantitySet.everyStep.bits.nonzeroBitCount)
  }

  /// Makes room for quantities that no entry had before.
  private mutating func admit(_ statistics: PlaceStatistics) {
    let wanted = known | statistics.measured.bits
    guard wanted != known else { return }
    let newWidth = wanted.nonzeroBitCount
    if count > 0 {
      var wide = [Double](
        repeating: Double(bitPattern: Self.absent), count: count * newWidth)
      var (old, new) = (0, 0)
      for slot in 0..<Quantity.capacity where wanted >> UInt32(slot) & 1 != 0 {
        if known >> UInt32(slot) & 1 != 0 {
          for entry in 0..<count { wide[entry * newWidth + new] = numbers[entry * width + old] }
          old += 1
        }
        new += 1
      }
      numbers = wide
    }
    (known, width) = (wanted, newWidth)
  }

  /// The bits of what stands where nothing was measured: a NaN that no computation makes.
  static var absent: UInt64 { 0x7FF8_4772_6453_0001 }
}

extension StatisticsList: Equatable {
  public static func == (a: Self, b: Self) -> Bool {
    a.count == b.count && a.elementsEqual(b)
  }
}

extension StatisticsList: Codable {
  /// Decodes a list of objects.
  ///
  /// - Throws: `DecodingError` as `PlaceStatistics` does.
  public init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    while !list.isAtEnd { append(try list.decode(PlaceStatistics.self)) }
  }

  public func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    for statistics in self { try list.encode(statistics) }
  }
}
