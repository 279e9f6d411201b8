import Texts

/// Blocks as text for a terminal, or for a file.
///
/// This is where everything that is shown becomes printable: whatever a name from outside holds, the
/// only escape sequences are those of the styles.
public struct TerminalText: Sendable {
  private let width: Int?
  private let colors: Bool

  /// Text for a terminal of so many columns; nil cuts and wraps nothing, as in a file.
  public init(width: Int?, colors: Bool) {
    // In less than this no table says anything.
    self.width = width.map { max($0, 20) }
    self.colors = colors
  }

  /// The text, each line with its end.
  public func text(_ blocks: [TextBlock]) -> String {
    lines(blocks).map { $0 + "\n" }.joined()
  }

  /// The lines.
  public func lines(_ blocks: [TextBlock]) -> [String] { blocks.flatMap(lines) }

  private func lines(_ block: TextBlock) -> [String] {
    switch block {
    case .line(let text): wrapped(text.printable)
    case .table(let table): TableText(table, width: width, colors: colors).lines
    case .drawing(let variants): drawing(variants)
    case .copyable(let text): [text.onOneLine]
    }
  }

  private func wrapped(_ text: String) -> [String] {
    width.map { TextWrap(width: $0).lines(text) } ?? [
      text.replacing("\u{A0}", with: " ").trimmedAtEnd
    ]
  }

  private func drawing(_ variants: [[String]]) -> [String] {
    let drawings = variants.map { $0.map(\.onOneLine) }
    guard let width else { return (drawings.first ?? []).map(\.trimmedAtEnd) }
    let fitting = drawings.first { $0.allSatisfy { ColumnWidth.of($0.trimmedAtEnd) <= width } }
    return (fitting ?? drawings.last ?? []).map { ColumnWidth.cut($0.trimmedAtEnd, width) }
  }
}
