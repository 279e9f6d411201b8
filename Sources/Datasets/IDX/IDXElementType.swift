/// The types an IDX file may store its elements as, by the third byte of the file. All of them are
/// big-endian.
public enum IDXElementType: UInt8, CaseIterable, Sendable {
  /// Unsigned integers of 1 byte, as in MNIST.
  case uint8 = 0x08
  /// Signed integers of 1 byte.
  case int8 = 0x09
  /// Signed integers of 2 bytes.
  case int16 = 0x0B
  /// Signed integers of 4 bytes.
  case int32 = 0x0C
  /// IEEE 754 numbers of 4 bytes.
  case float32 = 0x0D
  /// IEEE 754 numbers of 8 bytes.
  case float64 = 0x0E

  /// The size of an element, in bytes.
  public var size: Int {
    switch self {
    case .uint8, .int8: 1
    case .int16: 2
    case .int32, .float32: 4
    case .float64: 8
    }
  }

  /// Whether elements are integers, as labels must be.
  public var isInteger: Bool {
    switch self {
    case .uint8, .int8, .int16, .int32: true
    case .float32, .float64: false
    }
  }
}
