/// A part of what a command prints, before anything is known of the terminal: what may be cut, what is
/// wrapped and what has to stay whole.
public enum TextBlock: Sendable, Equatable {
  /// A line of prose, wrapped between words. Where it begins with blanks, as an item under another
  /// does, its other lines begin with them too.
  case line(RichText)
  /// A table, whose columns are fitted.
  case table(PlainTable)
  /// Profiles in block characters, which take as much room as there is.
  case profiles(ProfileRows)
  /// Lines whose characters stand under each other, drawn in several widths, the widest first: the
  /// first that fits is shown, and the last is cut where it does not.
  case drawing([[String]])
  /// What is copied, such as a path: one line, however long; a terminal that folds it still copies it whole.
  case copyable(String)
  /// The same for a command line that is to be run next.
  case command(String)

  /// A line of prose that is said plainly.
  public static func line(_ text: String) -> TextBlock { .line(RichText(text)) }

  /// A line of one role.
  public static func line(_ text: String, _ role: TextRole?) -> TextBlock {
    .line(RichText(text, role))
  }

  /// An empty line.
  public static let blank = TextBlock.line("")
}

extension [TextBlock] {
  /// Paragraphs of prose with an empty line between them.
  public static func paragraphs(_ sentences: [String]) -> [TextBlock] {
    Array(sentences.map { [TextBlock.line($0)] }.joined(separator: [TextBlock.blank]))
  }
}
