/// How the learning rate changes over a run: η_t = η · factor(t).
///
/// Adding one: a file with a type that conforms, and one line in `ScheduleCatalog`.
public protocol LearningRateSchedule: Sendable {
  /// How a person types it, such as `step:EVERY[:FACTOR]`.
  static var usage: String { get }

  /// The usage and which numbers it takes, for messages; the usage, unless it says more.
  static var expectation: String { get }

  /// The schedule of this text, its name first, or nil where the text is not one of this kind.
  init?(parsing text: String)

  /// The text it is parsed from.
  var name: String { get }

  /// factor(t) for t updates made before, of `steps` in all.
  func factor(step t: Int, of steps: Int) -> Double
}

extension LearningRateSchedule {
  public static var expectation: String { usage }

  /// The name alone, as `step` of `step:EVERY[:FACTOR]`.
  static var family: Substring { usage.prefix { $0 != ":" && $0 != "[" } }

  /// The numbers after the name in `name:1:0.5`; nil where the name is another or a part is no
  /// finite number.
  static func arguments(of text: String, named name: String) -> [Double]? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.first.map(String.init) == name else { return nil }
    let numbers = parts.dropFirst().map { Double($0) }
    let valid = numbers.compactMap { $0 }.filter(\.isFinite)
    return valid.count == numbers.count ? valid : nil
  }

  /// A number of steps: whole, at least 1, and small enough to count.
  static func steps(_ value: Double) -> Int? {
    Int(exactly: value).flatMap { (1...1_000_000_000).contains($0) ? $0 : nil }
  }
}
