import Tensors

/// Event files of TensorBoard: whole, cut and changed; and messages of any bytes in frames whose checksums fit.
enum EventInputs {
  static func input(isLarge: Bool, using generator: inout SeededGenerator) -> FuzzInput {
    let count = isLarge ? generator.integer(500...2000) : generator.below(12)
    var bytes: [UInt8] = []
    for step in 0..<count { bytes += frame(event(step, &generator)) }
    switch generator.below(4) {
    case 0: return FuzzInput(parts: [bytes])
    case 1: return FuzzInput(parts: [Array(bytes.prefix(generator.below(bytes.count + 1)))])
    default:
      let piece = frame(generator.bytes(generator.below(40)))
      return FuzzInput(parts: [
        Mutation.mutate(bytes, pieces: [piece, [0xFF], [0]], using: &generator)
      ])
    }
  }

  /// A message with a step and a summary of one value; now and then with a byte that is not as it was.
  private static func event(_ step: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    let value: [UInt8] =
      [0x0A, 4] + Array("loss".utf8) + [0x15] + number(UInt64(generator.next() & 0x7F7F_FFFF), 4)
    let summary = [0x0A, UInt8(value.count)] + value
    var event: [UInt8] = [0x10, UInt8(step & 0x7F), 0x2A, UInt8(summary.count)] + summary
    if generator.once(in: 4) {
      event[generator.below(event.count)] = UInt8(truncatingIfNeeded: generator.next())
    }
    return event
  }

  private static func frame(_ data: [UInt8]) -> [UInt8] {
    let length = number(UInt64(data.count), 8)
    return length + number(masked(length), 4) + data + number(masked(data), 4)
  }

  private static func number(_ value: UInt64, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
  }

  /// CRC32C bit by bit, masked as TFRecord does.
  private static func masked(_ bytes: [UInt8]) -> UInt64 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      for bit in 0..<8 {
        let low = (crc ^ UInt32(byte >> UInt8(bit))) & 1
        crc = (crc >> 1) ^ (low == 1 ? 0x82F6_3B78 : 0)
      }
    }
    crc = ~crc
    return UInt64((crc >> 15 | crc << 17) &+ 0xA282_EAD8)
  }
}
