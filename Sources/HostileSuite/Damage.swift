import Foundation
import Tensors

/// What is done to a copy of a file before a command reads it: cut, or with pieces of it changed.
struct Damage: Sendable {
  /// A file of the folder.
  var original: String
  /// The copy.
  var copy: String
  /// The state of the generator that says what is done.
  var seed: UInt64

  /// Pieces that mean something to YAML or JSON, or to nobody.
  private static let pieces = [
    "{", "}", "[", "]", ":", ",", "\"", "'", "\n", "\n- ", "#", "&a", "*a", "|", ">", "%", "@",
    "null",
    "~", "true", "-1", "0", "1e999", "1e308", ".nan", ".inf", "\"nan\"", "9223372036854775808",
    "\\u0000", "\u{0}", "\u{7F}", "\u{202E}", "\u{FEFF}", "é", "width", "relu", "places", "step",
    "99999999", "\"step\": 1e18", "[[[[[[[[", "{\"a\":{\"a\":{\"a\":", "\t",
  ]

  /// Makes the damaged copy.
  func make(in folder: String) {
    guard
      var bytes = (try? Data(contentsOf: URL(filePath: "\(folder)/\(original)"))).map(Array.init)
    else { return }
    var generator = SeededGenerator(seed: seed)
    func place(_ generator: inout SeededGenerator) -> Int {
      Int.random(in: 0...bytes.count, using: &generator)
    }
    for _ in 0..<Int.random(in: 1...2, using: &generator) {
      let start = place(&generator)
      switch Int.random(in: 0..<8, using: &generator) {
      case 0, 1: bytes.removeSubrange(start...)
      case 2 where start < bytes.count: bytes[start] = .random(in: 0...255, using: &generator)
      case 3: bytes.removeSubrange(start..<min(bytes.count, start + 40))
      case 4: bytes += bytes[start...].prefix(400)
      default:
        let piece = Self.pieces.randomElement(using: &generator) ?? ""
        let end = min(bytes.count, start + Int.random(in: 0...6, using: &generator))
        bytes.replaceSubrange(start..<end, with: Array(piece.utf8))
      }
    }
    try? Data(bytes).write(to: URL(filePath: "\(folder)/\(copy)"))
  }
}
