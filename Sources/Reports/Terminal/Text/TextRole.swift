/// What a part of a text means. A report says what it means, and knows no colour: `TextPainter` gives it one
/// where a terminal shows colours, and the words say the same without.
public enum TextRole: Sendable, Equatable {
  /// All is well.
  case healthy
  /// Something is wrong: a verdict, an error.
  case error
  /// A warning.
  case warning
  /// A note.
  case note
  /// What a part of a text is found by: a heading, the name of a finding.
  case strong
  /// What can be typed next.
  case command
  /// Where something comes from, which few readers look for: the data, the store, the time.
  case provenance
}
