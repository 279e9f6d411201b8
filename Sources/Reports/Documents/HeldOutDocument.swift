import Records

/// Loss and accuracy on examples held out, over the steps, in the form of `history`: entry i is at step i,
/// before its update.
struct HeldOutDocument: Encodable, Sendable {
  /// How many examples every look is at; nil where nobody said.
  let examples: Int?
  let steps: [Int]
  let loss: [Double]
  /// nil where none was measured.
  let accuracy: [Double]?

  init(_ curve: HeldOutCurve) {
    examples = curve.examples > 0 ? curve.examples : nil
    steps = curve.looks.map(\.step)
    loss = curve.looks.map(\.loss)
    accuracy = curve.looks.contains { !$0.accuracy.isNaN } ? curve.looks.map(\.accuracy) : nil
  }

  private enum Key: String, CodingKey { case examples, steps, loss, accuracy }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(examples, forKey: .examples)
    try container.encode(steps, forKey: .steps)
    try container.encode(loss, forKey: .loss)
    try container.encodeIfPresent(accuracy, forKey: .accuracy)
  }
}
