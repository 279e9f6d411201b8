/// The 16-bit numbers that learned parameters are often stored as. Every one of them fits a Double.
///
/// `Float16` does not exist on every machine this builds on, so the bits are taken apart by hand.
enum HalfPrecision {
  /// IEEE 754 binary16: 1 bit of sign s, 5 of exponent e, 10 of fraction f;
  /// (−1)ˢ · 2^(e−15) · (1 + f/1024), or (−1)ˢ · 2^−14 · f/1024 where e is 0.
  static func float16(_ bits: UInt16) -> Double {
    let sign: Double = bits >> 15 == 0 ? 1 : -1
    let exponent = Int(bits >> 10 & 0x1F)
    let fraction = Double(bits & 0x3FF)
    switch exponent {
    case 0: return sign * fraction * 0x1p-24
    case 0x1F: return fraction == 0 ? sign * .infinity : .nan
    default:
      return sign * Double(sign: .plus, exponent: exponent - 25, significand: 1024 + fraction)
    }
  }

  /// bfloat16: the upper half of a Float.
  static func bfloat16(_ bits: UInt16) -> Double {
    Double(Float(bitPattern: UInt32(bits) << 16))
  }
}
