/// A frame of TFRecord, the framing of event files.
///
/// It is the length of the data as 8 bytes, little end first, the masked CRC32C of these, the data, and the
/// masked CRC32C of the data.
enum RecordFrame {
  /// Bytes before the data: its length and the check of that.
  static let headSize = 12
  /// Bytes after the data: its check.
  static let tailSize = 4

  /// The frame of some data.
  static func bytes(of data: [UInt8]) -> [UInt8] {
    let length = littleEndian(UInt64(data.count))
    return length + littleEndian(CRC32C.masked(length)) + data
      + littleEndian(CRC32C.masked(data))
  }

  /// The length that a head gives; nil where its check does not fit, or it is cut.
  static func length(_ head: ArraySlice<UInt8>) -> UInt64? {
    guard head.count >= headSize else { return nil }
    let length = head.prefix(8)
    guard UInt64(CRC32C.masked(length)) == number(head.dropFirst(8).prefix(4)) else { return nil }
    return number(length)
  }

  /// Whether the check behind the data fits it.
  static func fits(_ data: ArraySlice<UInt8>, check: ArraySlice<UInt8>) -> Bool {
    UInt64(CRC32C.masked(data)) == number(check)
  }

  /// A whole number of up to 8 bytes, little end first.
  static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}
