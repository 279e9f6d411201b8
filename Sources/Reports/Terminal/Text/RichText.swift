/// A text whose parts have roles: `"\("error", .error) GS101 in layer \(3)"`.
public struct RichText: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// A part of it.
  struct Span: Sendable, Equatable {
    /// What it says.
    var text: String
    /// What it means; nil for what is said plainly.
    var role: TextRole?
  }

  /// The parts, none of them empty, neighbours of different roles.
  private(set) var spans: [Span] = []

  /// A text of one role.
  public init(_ text: String, _ role: TextRole? = nil) { append(text, role) }

  public init(stringLiteral text: String) { append(text, nil) }

  public init(stringInterpolation text: StringInterpolation) { self = text.text }

  /// What it says, without roles.
  public var plain: String { spans.map(\.text).joined() }

  /// Adds a part.
  mutating func append(_ text: String, _ role: TextRole?) {
    guard !text.isEmpty else { return }
    if let last = spans.indices.last, spans[last].role == role {
      spans[last].text += text
    } else {
      spans.append(Span(text: text, role: role))
    }
  }

  /// Two texts, one behind the other.
  public static func + (first: RichText, second: RichText) -> RichText {
    var sum = first
    for span in second.spans { sum.append(span.text, span.role) }
    return sum
  }

  /// The text with each of its parts changed, whose roles stay.
  func mapped(_ change: (String) -> String) -> RichText {
    var result = RichText("")
    for span in spans { result.append(change(span.text), span.role) }
    return result
  }

  /// How a literal with roles is put together.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = RichText("")

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) { text.append(literal, nil) }

    /// A value, said plainly.
    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      text.append(value.description, nil)
    }

    /// A value that has a role.
    public mutating func appendInterpolation(
      _ value: some CustomStringConvertible, _ role: TextRole?
    ) {
      text.append(value.description, role)
    }

    /// A text that has its own roles.
    public mutating func appendInterpolation(_ other: RichText) { text = text + other }
  }
}
