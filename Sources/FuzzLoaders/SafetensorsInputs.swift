import Safetensors
import Tensors

/// Safetensors files: sound ones, and others with a damaged header, length or data.
enum SafetensorsInputs {
  private static let pieces: [[UInt8]] =
    [
      "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0041", "\\ud83d\\ude00", "\\ud800", "null",
      "-1",
      "1.5", "1e9", "00", "18446744073709551615", "9223372036854775807", "9223372036854775808",
      "4611686018427387904", "\"F64\"", "\"BF16\"", "\"F4\"", "\"shape\"", "\"data_offsets\"",
      "\"__metadata__\":{\"a\":\"b\"},", "\u{0}", "é", "e\u{301}", " ", "\n",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80]]

  static func input(isLarge: Bool, using generator: inout SeededGenerator) -> FuzzInput {
    let sound = file(isLarge: isLarge, using: &generator)
    let length = sound[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    var header = Array(sound[8..<8 + length])
    let data = Array(sound[(8 + length)...])
    switch generator.below(10) {
    case 0:
      return FuzzInput(parts: [generator.bytes(generator.below(100))])
    case 1:
      return FuzzInput(parts: [sound])
    case 2, 3:
      return FuzzInput(parts: [Mutation.mutate(sound, pieces: pieces, using: &generator)])
    case 4:
      header = nested(isLarge: isLarge, using: &generator)
    case 5:
      header = repeated(header, &generator)
    default:
      header = Mutation.mutate(header, pieces: pieces, using: &generator)
    }
    // With a length that fits, so that the header is looked at.
    return FuzzInput(parts: [lengthBytes(header.count) + header + data])
  }

  private static func file(
    isLarge: Bool, using generator: inout SeededGenerator
  ) -> [UInt8] {
    var tensors: [SafetensorsTensor] = []
    for index in 0..<(isLarge ? generator.integer(500...3000) : generator.below(5)) {
      let dtype = generator.element(of: SafetensorsDType.allCases)
      let shape = (0..<generator.below(4)).map { _ in generator.below(5) }
      let bits = shape.reduce(dtype.bitSize, *)
      guard bits.isMultiple(of: 8) else { continue }
      let name = generator.element(of: ["layers.\(index).weight", "é\n\(index)", "\(index)"])
      let tensor = try? SafetensorsTensor(
        name: name, dtype: dtype, shape: shape, bytes: generator.bytes(bits / 8)[...])
      if let tensor { tensors.append(tensor) }
    }
    let metadata = generator.once(in: 3) ? ["format": "pt", "é": "\u{1}\"\\"] : [:]
    return (try? SafetensorsFile(tensors: tensors, metadata: metadata).serialized())
      ?? lengthBytes(2) + Array("{}".utf8)
  }

  /// Brackets within brackets, where a value belongs.
  private static func nested(
    isLarge: Bool, using generator: inout SeededGenerator
  ) -> [UInt8] {
    let start = generator.element(of: [
      "", "{\"a\":", "{\"__metadata__\":", "{\"a\":{\"shape\":", "{\"a\":{\"x\":",
    ])
    let open = generator.element(of: ["[", "{", "{\"a\":", "[[],", "[1,", "\"\\u0061\":"])
    let depth = generator.integer(isLarge ? 10_000...100_000 : 1...100)
    return Array((start + String(repeating: open, count: depth)).utf8)
  }

  /// All members of the object twice, so that every key is a duplicate.
  private static func repeated(
    _ header: [UInt8], _ generator: inout SeededGenerator
  ) -> [UInt8] {
    guard let end = header.lastIndex(of: UInt8(ascii: "}")), end > 1 else { return header }
    let members = header[1..<end]
    return header[..<end] + [UInt8(ascii: ",")] + members + header[end...]
  }

  private static func lengthBytes(_ count: Int) -> [UInt8] {
    withUnsafeBytes(of: UInt64(count).littleEndian) { Array($0) }
  }
}
