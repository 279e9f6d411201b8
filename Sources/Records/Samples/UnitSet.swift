/// A set of a layer's units, numbered from 0: one bit a unit.
public struct UnitSet: Codable, Sendable, Equatable {
  /// Units of the layer.
  public let unitCount: Int
  /// Unit u is bit u % 8 of byte u / 8, the lowest bit first.
  public private(set) var bytes: [UInt8]

  /// No unit of so many.
  public init(unitCount: Int) {
    self.unitCount = max(unitCount, 0)
    bytes = [UInt8](repeating: 0, count: (self.unitCount + 7) / 8)
  }

  /// The units of these bytes, as they were stored; missing ones count as 0.
  public init(unitCount: Int, bytes: some Sequence<UInt8>) {
    self.init(unitCount: unitCount)
    for (index, byte) in bytes.enumerated().prefix(self.bytes.count) { self.bytes[index] = byte }
    // Bits past the last unit are none.
    if self.unitCount % 8 != 0, let last = self.bytes.indices.last {
      self.bytes[last] &= UInt8((1 << (self.unitCount % 8)) - 1)
    }
  }

  /// Whether a unit is in the set; one the layer does not have is not.
  public subscript(unit: Int) -> Bool {
    get { (0..<unitCount).contains(unit) && bytes[unit / 8] >> UInt8(unit % 8) & 1 == 1 }
    set {
      guard (0..<unitCount).contains(unit) else { return }
      let bit = UInt8(1) << UInt8(unit % 8)
      bytes[unit / 8] = newValue ? bytes[unit / 8] | bit : bytes[unit / 8] & ~bit
    }
  }

  /// Number of units in the set.
  public var count: Int { bytes.reduce(0) { $0 + $1.nonzeroBitCount } }
  /// The units in the set, in order.
  public var units: [Int] { (0..<unitCount).filter { self[$0] } }
}
