import Texts

/// One line of a log, key by key: an encoder takes many times as long, and a run has a hundred thousand
/// lines.
struct JSONLine {
  private var content: String

  /// A line of nothing yet.
  init() { content = "" }

  /// A line of a step.
  ///
  /// - Parameter place: The name as JSON.
  init(step: Int, place: String? = nil) {
    content = "\"step\":\(step)"
    if let place { content += ",\"place\":\(place)" }
  }

  /// A line of an event.
  init(event: String, step: Int, place: String) {
    content = "\"event\":\(Self.text(event)),\"step\":\(step),\"place\":\(place)"
  }

  var isEmpty: Bool { content.isEmpty }
  /// The line without its break.
  var object: String { "{\(content)}" }
  /// The line with its break.
  var text: String { "\(object)\n" }

  /// Adds a number, with the fewest digits that give it back.
  mutating func add(_ key: String, _ number: Double) { add(key, json: Self.text(number)) }

  /// Adds a whole number.
  mutating func add(_ key: String, _ number: Int) { add(key, json: "\(number)") }

  /// Adds which steps the line stands for.
  mutating func add(lastStep: Int, count: Int) {
    add("lastStep", lastStep)
    add("count", count)
  }

  /// Adds a value that is JSON already.
  mutating func add(_ key: String, json: String) {
    if !content.isEmpty { content += "," }
    content += "\"\(key)\":\(json)"
  }

  static func text(_ number: Double) -> String {
    guard number.isFinite else {
      return number.isNaN ? "\"nan\"" : number < 0 ? "\"-inf\"" : "\"inf\""
    }
    return "\(number)"
  }

  /// With the fewest digits that give a float32 back.
  static func text(_ number: Float) -> String {
    number.isFinite ? "\(number)" : text(Double(number))
  }

  static func text(_ text: String) -> String {
    // A text always has one.
    (try? JSONText.encode(text, pretty: false)) ?? "\"\""
  }
}
