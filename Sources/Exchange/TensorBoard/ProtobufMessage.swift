/// A message of protocol buffers, written field by field.
///
/// Event files need five kinds of messages with a dozen fields; the code that swift-protobuf would
/// generate for them is many times this encoder.
///
/// Source: https://protobuf.dev/programming-guides/encoding
struct ProtobufMessage {
  /// The encoded fields.
  private(set) var bytes: [UInt8] = []

  /// A field of type double.
  mutating func set(_ field: Int, double value: Double) {
    tag(field, wireType: 1)
    append(littleEndian: value.bitPattern)
  }

  /// A field of type float.
  mutating func set(_ field: Int, float value: Float) {
    tag(field, wireType: 5)
    append(littleEndian: value.bitPattern)
  }

  /// A field of type int64.
  mutating func set(_ field: Int, integer value: Int) {
    tag(field, wireType: 0)
    varint(UInt64(bitPattern: Int64(value)))
  }

  /// A field of type string.
  mutating func set(_ field: Int, text value: String) {
    append(field, Array(value.utf8))
  }

  /// A field that is a message.
  mutating func set(_ field: Int, message value: ProtobufMessage) { append(field, value.bytes) }

  /// A packed field of repeated doubles.
  mutating func set(_ field: Int, doubles values: [Double]) {
    var packed = ProtobufMessage()
    for value in values { packed.append(littleEndian: value.bitPattern) }
    append(field, packed.bytes)
  }

  private mutating func append(_ field: Int, _ content: [UInt8]) {
    tag(field, wireType: 2)
    varint(UInt64(content.count))
    bytes += content
  }

  private mutating func tag(_ field: Int, wireType: Int) { varint(UInt64(field << 3 | wireType)) }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private mutating func append(littleEndian value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
