import Tensors

/// What other tools log as text: the state of a Trainer, JSON lines, tables with a header; whole, damaged, and
/// pieces of them.
enum LoggedInputs {
  private static let pieces: [[UInt8]] =
    [
      "{", "}", "[", "]", ",", ":", "\"", "\n", "\r\n", "\\u12", "NaN", "-Infinity", "1e999",
      "null",
      "-", "0", "1e19", "\"log_history\"", "\"step\"", "\"loss\"", "{}", "[[[[", "step,loss\n", ";",
      "\t", "\u{FEFF}", "\u{0}", "true", "{\"schema\":\"gradscope.log/1\"}\n",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0x1F, 0x8B]]

  static func input(isLarge: Bool, using generator: inout SeededGenerator) -> FuzzInput {
    let rows = isLarge ? generator.integer(1000...4000) : generator.below(12)
    switch generator.below(8) {
    case 0: return FuzzInput(parts: [generator.bytes(generator.below(200))])
    case 1:
      let parts = (0..<generator.below(40)).map { _ in generator.element(of: pieces) }
      return FuzzInput(parts: [parts.flatMap(\.self)])
    case 2: return FuzzInput(parts: [Array(text(rows, &generator).utf8)])
    default:
      let whole = Array(text(rows, &generator).utf8)
      return FuzzInput(parts: [Mutation.mutate(whole, pieces: pieces, using: &generator)])
    }
  }

  private static func text(_ rows: Int, _ generator: inout SeededGenerator) -> String {
    let numbers = (0..<rows).map { _ in number(&generator) }
    switch generator.below(3) {
    case 0:
      let entries = numbers.enumerated().map { "{\"step\": \($0), \"loss\": \($1)}" }
      return "{\n\"log_history\": [\(entries.joined(separator: ",\n"))],\n\"max_steps\": \(rows)}\n"
    case 1:
      return numbers.enumerated().map { "{\"_step\":\($0),\"train\":{\"loss\":\($1)}}\n" }.joined()
    default:
      let separator = generator.element(of: [",", ";", "\t"])
      let lines = numbers.enumerated().map { ["\($0)", $1, "", "0.1"] }
      return
        (([["step", "loss", "val_loss", "lr"]] + lines).map {
          $0.joined(separator: separator) + "\n"
        }).joined()
    }
  }

  private static func number(_ generator: inout SeededGenerator) -> String {
    switch generator.below(6) {
    case 0: "NaN"
    case 1: "\(generator.below(1000))"
    default: "\(generator.nextUniform() * 3)"
    }
  }
}
