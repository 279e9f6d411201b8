/// The Castagnoli cyclic redundancy check, as TFRecord frames use it.
///
/// Source: G. Castagnoli et al., 1993; RFC 3720, appendix B.4, for the test values.
enum CRC32C {
  /// The check of these bytes.
  static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var crc: UInt32 = 0xffff_ffff
    for byte in bytes { crc = table[Int((crc ^ UInt32(byte)) & 0xff)] ^ (crc >> 8) }
    return ~crc
  }

  /// The check rotated right by 15 bits plus a constant: a check of data that holds checks itself is
  /// weak without.
  static func masked(_ bytes: some Sequence<UInt8>) -> UInt32 {
    let crc = checksum(bytes)
    return ((crc >> 15) | (crc << 17)) &+ 0xa282_ead8
  }

  /// The polynomial 0x1edc6f41 with its bits reversed.
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 1 ? (value >> 1) ^ 0x82f6_3b78 : value >> 1
    }
  }
}
