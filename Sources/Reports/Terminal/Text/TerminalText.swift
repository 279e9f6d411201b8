import Texts

/// Blocks as text for a terminal, or for a file.
///
/// This is where everything that is shown becomes printable: whatever a name from outside holds, the
/// only escape sequences are those of the roles, which are added last. Widths are those of what is seen.
public struct TerminalText: Sendable {
  private let width: Int?
  private let painter: TextPainter
  private let unicode: Bool

  /// Text for a terminal.
  ///
  /// - Parameters:
  ///   - width: Its columns; nil cuts and wraps nothing, as in a file.
  ///   - colors: Whether roles are shown as colours.
  ///   - unicode: Whether it has more characters than those of ASCII.
  public init(width: Int?, colors: Bool, unicode: Bool = true) {
    // In less than this nothing can be read.
    self.width = width.map { max($0, 20) }
    painter = TextPainter(colors: colors)
    self.unicode = unicode
  }

  /// The text, each line with its end.
  public func text(_ blocks: [TextBlock]) -> String {
    lines(blocks).map { $0 + "\n" }.joined()
  }

  /// The lines.
  public func lines(_ blocks: [TextBlock]) -> [String] {
    blocks.flatMap(lines).map { line in
      painter.text(unicode ? line : line.mapped(ASCIIText.marks))
    }
  }

  private func lines(_ block: TextBlock) -> [RichText] {
    switch block {
    case .line(let text):
      return wrapped(text.mapped { characters($0.printable) })
    case .table(let table):
      return TableText(table.mapped { characters($0) }, width: width).lines
    case .profiles(let rows):
      return rows.lines(width: width).flatMap { line in
        TextWrap(width: width ?? .max).lines(line.mapped { characters($0.printable) })
      }
    case .drawing(let variants): return drawing(variants).map { RichText($0) }
    // In any other characters it would be another path.
    case .copyable(let text): return [RichText(text.onOneLine)]
    case .command(let text): return [command(text.onOneLine)]
    }
  }

  /// What stands before a command is no part of it.
  private func command(_ text: String) -> RichText {
    let indent = text.prefix { $0 == " " }
    return RichText(String(indent)) + RichText(String(text.dropFirst(indent.count)), .command)
  }

  private func characters(_ text: String) -> String { unicode ? text : ASCIIText.of(text) }

  private func wrapped(_ text: RichText) -> [RichText] {
    TextWrap.prose(width).lines(text)
  }

  private func drawing(_ variants: [[String]]) -> [String] {
    let drawings = variants.map { $0.map { characters($0.onOneLine) } }
    guard let width else { return (drawings.first ?? []).map(\.trimmedAtEnd) }
    let fitting = drawings.first { $0.allSatisfy { ColumnWidth.of($0.trimmedAtEnd) <= width } }
    return (fitting ?? drawings.last ?? []).map { ColumnWidth.cut($0.trimmedAtEnd, width) }
  }
}
