/// A part of what a command prints, before anything is known of the terminal: what may be cut, what is
/// wrapped and what has to stay whole.
public enum TextBlock: Sendable, Equatable {
  /// A line of prose, wrapped between words. Where it begins with blanks, as an item under another
  /// does, its other lines begin with them too.
  case line(String)
  /// A table, whose columns are fitted.
  case table(PlainTable)
  /// Lines whose characters stand under each other, drawn in several widths, the widest first: the
  /// first that fits is shown, and the last is cut where it does not.
  case drawing([[String]])
  /// What is copied, such as a command line or a path: one line, however long; a terminal that folds it
  /// still copies it whole.
  case copyable(String)

  /// An empty line.
  public static let blank = TextBlock.line("")
}

extension [TextBlock] {
  /// Paragraphs of prose with an empty line between them.
  public static func paragraphs(_ sentences: [String]) -> [TextBlock] {
    Array(sentences.map { [TextBlock.line($0)] }.joined(separator: [TextBlock.blank]))
  }
}
