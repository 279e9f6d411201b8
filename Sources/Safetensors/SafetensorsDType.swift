/// The types of the elements of a tensor, by the names the format gives them.
///
/// Source: the enumeration `Dtype` of the reference implementation, safetensors 0.8.
public enum SafetensorsDType: String, CaseIterable, Sendable {
  /// True (1) or false (0), a byte each.
  case bool = "BOOL"
  /// 4 bits: 1 of sign, 2 of exponent, 1 of fraction.
  case float4 = "F4"
  /// 6 bits: 2 of exponent, 3 of fraction.
  case float6e2m3 = "F6_E2M3"
  /// 6 bits: 3 of exponent, 2 of fraction.
  case float6e3m2 = "F6_E3M2"
  /// Unsigned integers of 8 bits.
  case uint8 = "U8"
  /// Signed integers of 8 bits.
  case int8 = "I8"
  /// 8 bits: 5 of exponent, 2 of fraction.
  case float8e5m2 = "F8_E5M2"
  /// 8 bits: 4 of exponent, 3 of fraction.
  case float8e4m3 = "F8_E4M3"
  /// 8 bits: a power of 2 without sign and fraction.
  case float8e8m0 = "F8_E8M0"
  /// As `float8e4m3`, without infinity and negative zero.
  case float8e4m3fnuz = "F8_E4M3FNUZ"
  /// As `float8e5m2`, without infinity and negative zero.
  case float8e5m2fnuz = "F8_E5M2FNUZ"
  /// Signed integers of 16 bits.
  case int16 = "I16"
  /// Unsigned integers of 16 bits.
  case uint16 = "U16"
  /// IEEE 754 binary16.
  case float16 = "F16"
  /// The upper half of a `float32`.
  case bfloat16 = "BF16"
  /// Signed integers of 32 bits.
  case int32 = "I32"
  /// Unsigned integers of 32 bits.
  case uint32 = "U32"
  /// IEEE 754 binary32, Swift's `Float`.
  case float32 = "F32"
  /// Two `float32`: a real and an imaginary part.
  case complex64 = "C64"
  /// IEEE 754 binary64, Swift's `Double`.
  case float64 = "F64"
  /// Signed integers of 64 bits.
  case int64 = "I64"
  /// Unsigned integers of 64 bits.
  case uint64 = "U64"

  /// The size of an element, in bits; of the types below 8 bits, several share a byte.
  public var bitSize: Int {
    switch self {
    case .float4: 4
    case .float6e2m3, .float6e3m2: 6
    case .bool, .uint8, .int8, .float8e5m2, .float8e4m3, .float8e8m0, .float8e4m3fnuz,
      .float8e5m2fnuz:
      8
    case .int16, .uint16, .float16, .bfloat16: 16
    case .int32, .uint32, .float32: 32
    case .complex64, .float64, .int64, .uint64: 64
    }
  }

  /// The number of bytes that a tensor of this type and shape takes; `nil` when it does not fit an
  /// `Int`, when a dimension is negative, and when the last byte would not be full.
  func byteCount(of shape: [Int]) -> Int? {
    var bits = bitSize
    for dimension in shape {
      let (product, overflow) = bits.multipliedReportingOverflow(by: dimension)
      guard !overflow, dimension >= 0 else { return nil }
      bits = product
    }
    return bits.isMultiple(of: 8) ? bits / 8 : nil
  }
}
