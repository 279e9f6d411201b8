/// The fields of a message of protocol buffers, one after the other, as they are in its bytes.
///
/// Source: https://protobuf.dev/programming-guides/encoding
struct ProtobufFields {
  /// A field.
  enum Content {
    /// A whole number.
    case varint(UInt64)
    /// 8 bytes or 4, little end first.
    case fixed(UInt64, size: Int)
    /// A text, a message, or packed numbers.
    case bytes(ArraySlice<UInt8>)
  }

  private var rest: ArraySlice<UInt8>

  /// The fields of a message.
  init(_ message: ArraySlice<UInt8>) { rest = message }

  /// The next field with its number; nil at the end.
  ///
  /// - Throws: `LineFault` where the message is cut, or has a kind of field that there is not.
  mutating func next() throws(LineFault) -> (number: UInt64, content: Content)? {
    guard !rest.isEmpty else { return nil }
    let key = try varint()
    switch key & 7 {
    case 0: return (key >> 3, .varint(try varint()))
    case 1: return (key >> 3, .fixed(RecordFrame.number(try take(8)), size: 8))
    case 5: return (key >> 3, .fixed(RecordFrame.number(try take(4)), size: 4))
    case 2: return (key >> 3, .bytes(try take(try varint())))
    default:
      throw LineFault(
        "expected a field of protocol buffers, got one of kind \(key & 7); "
          + "is this an event file of TensorBoard?")
    }
  }

  private mutating func take(_ count: UInt64) throws(LineFault) -> ArraySlice<UInt8> {
    guard count <= UInt64(rest.count) else { throw Self.cut }
    defer { rest = rest.dropFirst(Int(count)) }
    return rest.prefix(Int(count))
  }

  private mutating func varint() throws(LineFault) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 64, by: 7) {
      guard let byte = rest.popFirst() else { throw Self.cut }
      value |= UInt64(byte & 0x7F) << UInt64(shift)
      if byte < 0x80 { return value }
    }
    throw LineFault("expected a whole number of up to 10 bytes, got a longer one; write it again")
  }

  private static let cut = LineFault(
    "expected a whole message, got one that ends within a field; take the file from its writer again"
  )
}
