import Reports

/// A lesson in a terminal: at most two screens.
extension LessonReport {
  /// The blocks, from the top.
  ///
  /// - Parameter program: what the program is called where commands are named.
  public func blocks(program: String) -> [TextBlock] {
    var blocks: [TextBlock] = [
      .line("\(card.name): \(card.question)", .strong), .blank,
      .line(RichText("Guess first: ", .strong) + RichText(card.guess)),
    ]
    for part in parts {
      switch part {
      case .heading(let text): blocks += [.blank, .line(text, .strong)]
      case .prose(let text): blocks.append(.line(text))
      case .working(let lines): blocks += lines.map { .drawing([["  " + $0]]) }
      case .table(let table): blocks.append(.table(table))
      case .observation(let observation):
        guard let said = observation.said else { continue }
        blocks.append(.line("→ \(said.text)"))
      }
    }
    blocks += [
      .blank, .line(RichText("The common mistake: ", .strong) + RichText(card.mistake)), .blank,
      .line("Next", .strong),
    ]
    for next in card.next {
      blocks += [.line("  \(next.reason):"), .command("  \(program) \(next.command)")]
    }
    return blocks
  }
}
