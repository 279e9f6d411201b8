/// What is shown in a terminal, as blocks that fit themselves to it.
public protocol TextReport: Sendable {
  /// The blocks, from the top.
  var blocks: [TextBlock] { get }
}

extension TextReport {
  /// The lines where there is room for all of them, without colours: as in a file.
  public var lines: [String] { TerminalText(width: nil, colors: false).lines(blocks) }
}
