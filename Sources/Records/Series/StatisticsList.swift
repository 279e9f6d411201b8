/// Statistics one after another, in as little memory as what was measured takes: a number for each quantity
/// that any of them has.
public struct StatisticsList: Sendable, RandomAccessCollection {
  /// The slots of the quantities that some entry has, ascending.
  private var slots: [Int] = []
  /// One number for each slot of each entry.
  private var numbers: [Double] = []
  /// How many there are.
  public private(set) var count = 0

  /// No statistics.
  public init() {}

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  /// What was measured in one entry.
  public subscript(index: Int) -> PlaceStatistics {
    get {
      var statistics = PlaceStatistics()
      numbers.withUnsafeBufferPointer { numbers in
        for (offset, slot) in slots.enumerated() {
          let number = numbers[index * slots.count + offset]
          if number.bitPattern != Self.absent.bitPattern { statistics.put(number, in: slot) }
        }
      }
      return statistics
    }
    set {
      admit(newValue)
      let width = slots.count
      numbers.withUnsafeMutableBufferPointer { numbers in
        for (offset, slot) in slots.enumerated() {
          numbers[index * width + offset] =
            newValue.measured.bits >> UInt32(slot) & 1 != 0 ? newValue[slot: slot] : Self.absent
        }
      }
    }
  }

  /// Adds an entry.
  public mutating func append(_ statistics: PlaceStatistics) {
    admit(statistics)
    numbers.append(contentsOf: repeatElement(Self.absent, count: slots.count))
    count += 1
    self[count - 1] = statistics
  }

  /// Memory for so many entries of what this program measures at every step.
  mutating func reserveCapacity(_ entries: Int) {
    numbers.reserveCapacity(entries * QuantitySet.everyStep.bits.nonzeroBitCount)
  }

  /// Makes room for quantities that no entry had before.
  private mutating func admit(_ statistics: PlaceStatistics) {
    let known = slots.reduce(UInt32(0)) { $0 | 1 << UInt32($1) }
    guard statistics.measured.bits & ~known != 0 else { return }
    let wanted = known | statistics.measured.bits
    let newSlots = (0..<Quantity.capacity).filter { wanted >> UInt32($0) & 1 != 0 }
    if count > 0 {
      var wide = [Double](repeating: Self.absent, count: count * newSlots.count)
      for (offset, slot) in slots.enumerated() {
        guard let place = newSlots.firstIndex(of: slot) else { continue }
        for entry in 0..<count {
          wide[entry * newSlots.count + place] = numbers[entry * slots.count + offset]
        }
      }
      numbers = wide
    }
    slots = newSlots
  }

  /// What stands where nothing was measured: a NaN that no computation makes.
  private static let absent = Double(bitPattern: 0x7FF8_4772_6453_0001)
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
