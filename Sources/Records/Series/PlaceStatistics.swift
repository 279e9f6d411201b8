/// What was measured at one place at one step, on the step's batch: a number for each quantity that was
/// measured, and nothing for the others. All in Double.
///
/// The memory is of fixed size and in the value itself, so that writing a number allocates nothing.
public struct PlaceStatistics: Sendable, Equatable {
  typealias Four = SIMD4<Double>

  /// Which quantities were measured.
  public internal(set) var measured = QuantitySet()
  // Four slots each: fixed memory that a processor adds up four numbers at a time.
  var (n0, n1, n2, n3, n4, n5, n6) = (
    Four.zero, Four.zero, Four.zero, Four.zero, Four.zero, Four.zero, Four.zero
  )

  /// Nothing measured.
  public init() {}

  /// A quantity; nil where it was not measured.
  public subscript(quantity: Quantity) -> Double? {
    get { measured.contains(quantity) ? self[slot: quantity.slot] : nil }
    set {
      self[slot: quantity.slot] = newValue ?? 0
      if newValue == nil { measured.remove(quantity) } else { measured.insert(quantity) }
    }
  }

  /// The number of a quantity that somebody has made sure of; NaN where it was not measured, so that no
  /// comparison with it holds.
  public subscript(known quantity: Quantity) -> Double {
    get { measured.contains(quantity) ? self[slot: quantity.slot] : .nan }
    set { put(newValue, in: quantity.slot) }
  }

  /// Puts a number into a slot, as measured.
  mutating func put(_ number: Double, in slot: Int) {
    self[slot: slot] = number
    measured = QuantitySet(bits: measured.bits | 1 << UInt32(slot))
  }

  subscript(slot slot: Int) -> Double {
    get {
      switch slot >> 2 {
      case 0: n0[slot & 3]
      case 1: n1[slot & 3]
      case 2: n2[slot & 3]
      case 3: n3[slot & 3]
      case 4: n4[slot & 3]
      case 5: n5[slot & 3]
      default: n6[slot & 3]
      }
    }
    set {
      switch slot >> 2 {
      case 0: n0[slot & 3] = newValue
      case 1: n1[slot & 3] = newValue
      case 2: n2[slot & 3] = newValue
      case 3: n3[slot & 3] = newValue
      case 4: n4[slot & 3] = newValue
      case 5: n5[slot & 3] = newValue
      default: n6[slot & 3] = newValue
      }
    }
  }
}
