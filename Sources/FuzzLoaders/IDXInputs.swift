import Tensors

/// Pairs of IDX files: images and labels that belong together, damaged; bytes.
enum IDXInputs {
  /// Headers that announce much, and the beginning of gzip.
  private static let pieces: [[UInt8]] = [
    [0, 0, 8, 3], [0, 0, 8, 1], [0, 0, 13, 2], [0, 0, 14, 4], [0x7F, 0xC0, 0, 0],
    [0x7F, 0xF0, 0, 0, 0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0x1F, 0x8B, 8, 0],
  ]

  static func input(isLarge: Bool, using generator: inout SeededGenerator) -> FuzzInput {
    var parts = pair(isLarge: isLarge, using: &generator)
    if generator.once(in: 12) { parts[generator.below(2)] = generator.bytes(generator.below(64)) }
    if generator.once(in: 12) { parts.reverse() }
    if !generator.once(in: 4) {
      let damaged = generator.below(2)
      parts[damaged] = Mutation.mutate(parts[damaged], pieces: pieces, using: &generator)
    }
    return FuzzInput(parts: parts)
  }

  /// The contents of a sound file of images and one of labels.
  static func pair(isLarge: Bool, using generator: inout SeededGenerator) -> [[UInt8]] {
    let count = isLarge ? generator.integer(1000...20_000) : generator.integer(0...8)
    let others = (0..<generator.below(4)).map { _ in generator.integer(isLarge ? 1...4 : 0...4) }
    let size = others.reduce(count, *)
    let (type, width) = generator.element(of: [(8, 1), (9, 1), (11, 2), (12, 4), (13, 4), (14, 8)])
    // Of floats, the first byte decides whether they are finite.
    let values = (0..<size).flatMap { _ in
      [UInt8(generator.below(0x40))] + generator.bytes(width - 1)
    }
    let labelWidth = generator.element(of: [1, 4])
    let labels = (0..<count).flatMap { _ in
      [UInt8](repeating: 0, count: labelWidth - 1) + [UInt8(generator.below(10))]
    }
    return [
      header(UInt8(type), [count] + others) + values,
      header(labelWidth == 1 ? 8 : 12, [count]) + labels,
    ]
  }

  /// The magic number and the dimensions, each in 4 bytes.
  static func header(_ type: UInt8, _ dimensions: [Int]) -> [UInt8] {
    [0, 0, type, UInt8(dimensions.count)]
      + dimensions.flatMap { dimension in
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: dimension).bigEndian) { Array($0) }
      }
  }
}
