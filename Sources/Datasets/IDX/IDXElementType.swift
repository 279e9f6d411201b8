/// The types an IDX file may store its elements as, by the third byte of the file. All of them are
/// big-endian.
public enum IDXElementType: UInt8, CaseIterable, Sendable {
  case uint8 = 0x08
  case int8 = 0x09
  case int16 = 0x0B
  case int32 = 0x0C
  case float32 = 0x0D
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
