import Texts

/// A number that describes a synthetic dataset: one that can be chosen, or one that it always has.
public enum SyntheticSetting<Value: Comparable & Sendable>: Sendable {
  /// Can be chosen within a range.
  case choice(default: Value, range: ClosedRange<Value>)
  /// Is always the same; the text says so in a message after "which has", as in "2 features".
  case fixed(Value, String)

  /// Whether there is something to choose.
  var isChoice: Bool { if case .choice = self { true } else { false } }

  /// The number, chosen or not.
  ///
  /// - Parameters:
  ///   - given: What was chosen, if anything.
  ///   - field: The option's name, with which the message begins.
  ///   - set: The dataset, whose other options the message names.
  /// - Throws: `DatasetError.badOption` when the number is out of range, or given where there is
  ///   nothing to choose.
  func value(
    _ given: Value?, field: String, of set: any SyntheticDataset
  ) throws(DatasetError) -> Value {
    switch self {
    case .choice(let standard, let range):
      guard let given else { return standard }
      guard range.contains(given) else {
        let kind = given is Int ? "a whole number" : "a number"
        throw .badOption(
          field,
          problem: "expected \(kind) from \(Self.text(range.lowerBound)) to "
            + "\(Self.text(range.upperBound)), got \(Self.text(given)); choose one in this range")
      }
      return given
    case .fixed(let value, let words):
      guard let given else { return value }
      throw .badOption(
        field,
        problem: "expected no value for \(set.name), which has \(words), got \(Self.text(given)); "
          + "its options are \(set.options)")
    }
  }

  /// The number without a fraction that is 0.
  private static func text(_ value: Value) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
