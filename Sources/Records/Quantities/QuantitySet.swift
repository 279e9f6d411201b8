/// A set of quantities: one bit a slot.
public struct QuantitySet: Sendable, Hashable, SetAlgebra {
  /// Bit i is the quantity of slot i.
  public private(set) var bits: UInt32

  /// No quantities.
  public init() { bits = 0 }

  init(bits: UInt32) { self.bits = bits }

  /// These quantities.
  public init(_ quantities: some Sequence<Quantity>) {
    bits = quantities.reduce(0) { $0 | 1 << UInt32($1.slot) }
  }

  /// What the instruments of this program measure of a layer at every step.
  public static let everyStep = QuantitySet(Quantity.all.filter { $0.tier == .scalars })

  @inlinable public func contains(_ quantity: Quantity) -> Bool {
    bits & 1 << UInt32(quantity.slot) != 0
  }

  @discardableResult
  public mutating func insert(_ quantity: Quantity) -> (inserted: Bool, memberAfterInsert: Quantity)
  {
    let wasThere = contains(quantity)
    bits |= 1 << UInt32(quantity.slot)
    return (!wasThere, quantity)
  }

  @discardableResult public mutating func update(with quantity: Quantity) -> Quantity? {
    insert(quantity).inserted ? nil : quantity
  }

  @discardableResult public mutating func remove(_ quantity: Quantity) -> Quantity? {
    let wasThere = contains(quantity)
    bits &= ~(1 << UInt32(quantity.slot))
    return wasThere ? quantity : nil
  }

  public func union(_ other: Self) -> Self { Self(bits: bits | other.bits) }
  public func intersection(_ other: Self) -> Self { Self(bits: bits & other.bits) }
  public func symmetricDifference(_ other: Self) -> Self { Self(bits: bits ^ other.bits) }
  public mutating func formUnion(_ other: Self) { bits |= other.bits }
  public mutating func formIntersection(_ other: Self) { bits &= other.bits }
  public mutating func formSymmetricDifference(_ other: Self) { bits ^= other.bits }

  /// Those that this program knows, in the order of columns.
  public var quantities: [Quantity] { Quantity.all.filter(contains) }
}
