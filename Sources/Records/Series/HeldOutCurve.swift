/// Loss and accuracy on examples that no update saw, at some steps of a run.
///
/// All looks are at the same examples, so that they differ by the network alone.
public struct HeldOutCurve: Codable, Sendable, Equatable {
  /// Before there are more looks than this, every second one goes.
  public static let capacity = 256

  /// Examples of each look; 0 where it is not known.
  public var examples: Int
  /// The looks, in order of steps.
  public private(set) var looks: [HeldOutLook] = []

  /// No looks yet, at so many examples.
  public init(examples: Int = 0) { self.examples = max(examples, 0) }

  /// Decodes looks.
  ///
  /// - Throws: `DecodingError` where they are none, or their steps do not grow.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(examples: try values.decodeIfPresent(Int.self, forKey: .examples) ?? 0)
    looks = try values.decode([HeldOutLook].self, forKey: .looks)
    guard zip(looks, looks.dropFirst()).allSatisfy({ $0.step < $1.step }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .looks, in: values, debugDescription: "expected looks with growing steps")
    }
  }

  private enum CodingKeys: CodingKey { case examples, looks }

  /// Adds a look. One at the step of the last look completes it; one at a step before is passed over.
  public mutating func append(_ look: HeldOutLook) {
    if let last = looks.last, look.step <= last.step {
      guard look.step == last.step else { return }
      if !look.loss.isNaN { looks[looks.count - 1].loss = look.loss }
      if !look.accuracy.isNaN { looks[looks.count - 1].accuracy = look.accuracy }
      return
    }
    if looks.count >= Self.capacity {
      looks = looks.indices.filter { $0.isMultiple(of: 2) }.map { looks[$0] }
    }
    looks.append(look)
  }

  /// The look with the smallest loss, the first of several; nil where no loss is finite.
  public var best: HeldOutLook? {
    looks.filter(\.loss.isFinite).min { ($0.loss, $0.step) < ($1.loss, $1.step) }
  }
}
