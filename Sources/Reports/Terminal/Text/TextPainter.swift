/// Roles as colours: the only place where escape sequences are made, after everything that comes from outside
/// was made printable.
///
/// The colours are those of the 16 that can be read on a light ground and on a dark one: no yellow, no blue,
/// no cyan. Red and green never stand alone: the word says the same, and an error is bold as well.
struct TextPainter {
  /// Whether the terminal shows colours.
  let colors: Bool

  /// The text between the sequences that begin and end its roles (ECMA-48, section 8.3.117).
  func text(_ rich: RichText) -> String {
    rich.spans.map { text($0.text, $0.role) }.joined()
  }

  /// The text of one role.
  func text(_ text: String, _ role: TextRole?) -> String {
    guard colors, let role, !text.isEmpty else { return text }
    return "\u{1B}[\(Self.code(role))m\(text)\u{1B}[0m"
  }

  private static func code(_ role: TextRole) -> String {
    switch role {
    case .healthy: "1;32"
    case .error: "1;31"
    case .warning: "35"
    case .note, .strong, .command: "1"
    case .provenance: "2"
    }
  }
}
