import Tensors

/// CSV files: tables with a header and quotes, damaged; pieces of the format; bytes.
enum CSVInputs {
  private static let pieces: [[UInt8]] =
    [
      ",", "\n", "\r", "\r\n", "\"", "\"\"", " ", "\t", ";", "nan", "-inf", "1e999", "1e-999", "-",
      "+", ".", "0x10", "9223372036854775808", "1e19", "é", "e\u{301}", "\u{FEFF}", "\u{0}",
      "\u{2028}", "\u{202E}", "\u{1B}[2J", "label", "1", "0",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]]

  static func input(isLarge: Bool, using generator: inout SeededGenerator) -> FuzzInput {
    if isLarge { return FuzzInput(parts: [large(&generator)]) }
    switch generator.below(10) {
    case 0:
      return FuzzInput(parts: [generator.bytes(generator.below(200))])
    case 1, 2:
      let parts = (0..<generator.below(40)).map { _ in generator.element(of: pieces) }
      return FuzzInput(parts: [parts.flatMap(\.self)])
    case 3:
      return FuzzInput(parts: [table(&generator)])
    default:
      return FuzzInput(parts: [
        Mutation.mutate(table(&generator), pieces: pieces, using: &generator)
      ])
    }
  }

  private static func table(_ generator: inout SeededGenerator) -> [UInt8] {
    let columns = generator.integer(1...5)
    let lineEnd = generator.element(of: ["\n", "\r\n", "\r"])
    var text = generator.once(in: 8) ? "\u{FEFF}" : ""
    if generator.once(in: 2) {
      text += (0..<columns).map { "\"na\"\"me\($0)\"" }.joined(separator: ",") + lineEnd
    }
    for _ in 0..<generator.below(12) {
      let cells = (1..<columns).map { _ in cell(&generator) }
      let label = generator.element(of: ["cat", "dog", "\"a\nb\"", "0", "1", "01"])
      text += (cells + [label]).joined(separator: ",") + lineEnd
    }
    return Array(text.utf8)
  }

  private static func cell(_ generator: inout SeededGenerator) -> String {
    switch generator.below(4) {
    case 0: "\(generator.below(1000))"
    case 1: " \(generator.nextUniform() - 0.5) "
    case 2: "\"-\(generator.below(10)).5e\(generator.below(40))\""
    default: "\(Double(bitPattern: generator.next() & 0x7FEF_FFFF_FFFF_FFFF))"
    }
  }

  /// Up to a few hundred kilobytes of what takes the most memory for each byte.
  private static func large(_ generator: inout SeededGenerator) -> [UInt8] {
    // Just beyond a power of 2, a list that doubles has the most room to spare.
    let count = generator.element(of: [32_769, 65_537, generator.integer(20_000...100_000)])
    let piece: String =
      switch generator.below(8) {
      case 0: "1,"
      case 1, 7: ","
      case 2: "\n1,a"
      case 3: "\"\","
      case 4: "\"\""
      case 5: "x"
      default: "\n"
      }
    var text = String(repeating: piece, count: count)
    // Labels that all differ, and as many columns as numbers with a label at the end.
    if generator.once(in: 4) { text = (0..<count / 4).map { "1,\($0)\n" }.joined() }
    if generator.once(in: 3) { text += "0\n" + text + "1\n" }
    let bytes = Array(text.utf8)
    return generator.once(in: 2)
      ? bytes : Mutation.mutate(bytes, pieces: pieces, using: &generator)
  }
}
