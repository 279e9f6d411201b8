/// A word of the pictures, the tables or the lessons, with half a screen on it.
public struct Word: Sendable, Hashable {
  /// What somebody types: `sigmoid`, `delta`.
  public let name: String
  /// Other ways to type it.
  public let forms: [String]
  /// As it heads its page.
  public let title: String
  /// What it is, for a reader who meets it for the first time.
  public let meaning: String
  /// How it is computed; nil where there is no formula.
  public let formula: String?
  /// The lesson that shows it; nil where none does.
  public let lesson: String?
  /// The activation function whose curve it is; nil for other words.
  public let activation: String?

  /// A word.
  public init(
    _ name: String, forms: [String] = [], title: String? = nil, meaning: String,
    formula: String? = nil, lesson: String? = nil, activation: String? = nil
  ) {
    self.name = name
    self.forms = forms
    self.title = title ?? name
    self.meaning = meaning
    self.formula = formula
    self.lesson = lesson
    self.activation = activation
  }

  /// Whether it is meant by a text, whatever its case and whether with spaces or hyphens.
  func isMeant(by text: String) -> Bool {
    ([name, title] + forms).contains { Self.plain($0) == Self.plain(text) }
  }

  private static func plain(_ text: String) -> String {
    text.lowercased().replacing("_", with: "-").replacing(" ", with: "-")
  }
}
