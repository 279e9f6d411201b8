/// What a part of a text means, for terminals that show colours.
public enum TerminalStyle: Sendable {
  /// All is well.
  case good
  /// Something is wrong.
  case bad

  /// A text between the sequences that begin and end the style (ECMA-48, section 8.3.117).
  func painted(_ text: String) -> String {
    let color = self == .good ? 32 : 31
    return "\u{1B}[\(color)m\(text)\u{1B}[0m"
  }
}
