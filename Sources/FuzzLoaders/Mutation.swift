import Tensors

/// Damages the bytes of a file, whatever its format.
enum Mutation {
  /// Numbers at the limits of the types that headers and loaders use.
  private static let limits: [UInt64] = [
    0, 1, 2, 3, 4, 8, 127, 128, 255, 256, 32767, 65535, 65536, 0x7FFF_FFFF, 0x8000_0000,
    0xFFFF_FFFF, 0x1_0000_0000, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, .max, 100_000_000,
    100_000_001,
  ]

  /// Applies one to four changes. `pieces` mean something to the format.
  static func mutate(
    _ bytes: [UInt8], pieces: [[UInt8]], using generator: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<generator.integer(1...4) { change(&bytes, pieces, &generator) }
    return bytes
  }

  private static func change(
    _ bytes: inout [UInt8], _ pieces: [[UInt8]], _ generator: inout SeededGenerator
  ) {
    let range = range(of: bytes, &generator)
    switch generator.below(9) {
    case 0 where !bytes.isEmpty:
      bytes[generator.below(bytes.count)] ^= 1 << UInt8(generator.below(8))
    case 1 where !bytes.isEmpty:
      bytes[generator.below(bytes.count)] = generator.bytes(1)[0]
    case 2:
      bytes.removeSubrange(range)
    case 3:
      bytes.insert(contentsOf: bytes[range], at: generator.integer(0...bytes.count))
    case 4:
      bytes.removeLast(generator.once(in: 4) ? range.count : min(bytes.count, 1))
    case 5:
      bytes.replaceSubrange(range, with: bytes[self.range(of: bytes, &generator)])
    case 6:
      overwriteNumber(&bytes, &generator)
    default:
      guard !pieces.isEmpty else { return }
      let piece = generator.element(of: pieces)
      let end = min(range.upperBound, range.lowerBound + generator.integer(0...4))
      bytes.replaceSubrange(range.lowerBound..<end, with: piece)
    }
  }

  private static func range(
    of bytes: [UInt8], _ generator: inout SeededGenerator
  ) -> Range<Int> {
    let start = generator.integer(0...bytes.count)
    return start..<min(bytes.count, start + generator.integer(0...32))
  }

  /// Puts a number at a limit, of either order of bytes, most of the time into the header.
  private static func overwriteNumber(
    _ bytes: inout [UInt8], _ generator: inout SeededGenerator
  ) {
    let number = generator.element(of: limits)
    let width = generator.element(of: [1, 2, 4, 8])
    let start = generator.below(generator.once(in: 3) ? bytes.count + 1 : min(bytes.count, 24) + 1)
    let isBigEndian = generator.once(in: 2)
    for index in 0..<width where start + index < bytes.count {
      let shift = 8 * (isBigEndian ? width - 1 - index : index)
      bytes[start + index] = UInt8(truncatingIfNeeded: number >> UInt64(shift))
    }
  }
}
