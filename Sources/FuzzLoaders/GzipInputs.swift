import Tensors

/// Pairs of gzipped IDX files: damaged before or after they were packed, with wrong checksums, in
/// several members, and some that unpack to a thousand times their size.
enum GzipInputs {
  private static let pieces: [[UInt8]] = [
    [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], [0x1F, 0x8B], [3, 0], [0, 0, 0, 0],
    [0xFF, 0xFF, 0xFF, 0xFF],
  ]

  static func input(isLarge: Bool, using generator: inout SeededGenerator) -> FuzzInput {
    if generator.once(in: isLarge ? 3 : 40) { return bomb(isLarge: isLarge, using: &generator) }
    var parts =
      generator.once(in: 4)
      ? IDXInputs.input(isLarge: isLarge, using: &generator).parts
      : IDXInputs.pair(isLarge: isLarge, using: &generator)
    for index in parts.indices { parts[index] = packed(parts[index], &generator) }
    let damaged = generator.below(2)
    switch generator.below(4) {
    case 0:
      break
    case 1:
      // The checksum, or the length behind it.
      let position = parts[damaged].count - 1 - generator.below(8)
      parts[damaged][position] ^= UInt8(generator.integer(1...255))
    default:
      parts[damaged] = Mutation.mutate(parts[damaged], pieces: pieces, using: &generator)
    }
    return FuzzInput(parts: parts)
  }

  private static func packed(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    let level = Int32(generator.integer(0...9))
    guard generator.once(in: 3) else { return Gzip.packed(bytes, level: level) }
    let cut = generator.integer(0...bytes.count)
    return Gzip.packed(Array(bytes[..<cut]), level: level)
      + Gzip.packed(Array(bytes[cut...]), level: level)
  }

  /// Much data in little gzip, with a header that tells the truth or any other number.
  private static func bomb(
    isLarge: Bool, using generator: inout SeededGenerator
  ) -> FuzzInput {
    let count = generator.integer(isLarge ? 1_000_000...2_000_000 : 1000...50_000)
    let announced = generator.element(of: [count, count, count + 1, 1000 * count, 0x7FFF_FFFF])
    let zeros = [UInt8](repeating: 0, count: count)
    let images = Gzip.packed(IDXInputs.header(8, [2, announced / 2]) + zeros, level: 9)
    let labels = Gzip.packed(IDXInputs.header(8, [2]) + [0, 1], level: 9)
    return FuzzInput(parts: [images, labels])
  }
}
