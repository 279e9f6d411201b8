/// A question of two inputs, each 0 or 1: what is right for 00, 01, 10 and 11.
struct Gate: Sendable, Hashable {
  let name: String
  /// Right answers, 0 or 1, in the order of `inputs`.
  let labels: [Int]

  /// x₁ and x₂ of the four examples.
  static let inputs: [[Double]] = [[0, 0], [0, 1], [1, 0], [1, 1]]
  /// 1 where exactly one of the inputs is.
  static let xor = Gate(name: "XOR", labels: [0, 1, 1, 0])
  /// Those that the chapter speaks of; of them the last has no line.
  static let known = [
    Gate(name: "AND", labels: [0, 0, 0, 1]), Gate(name: "OR", labels: [0, 1, 1, 1]), xor,
  ]

  /// Whether a straight line parts the zeros from the ones. Of the sixteen gates two have none: those whose
  /// opposite corners agree while neighbours differ.
  var hasLine: Bool {
    !(labels[0] == labels[3] && labels[1] == labels[2] && labels[0] != labels[1])
  }
}
