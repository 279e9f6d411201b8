import Networks
import Reports

extension Word {
  /// Half a screen: what it is, its formula or curve, and where it is shown.
  public func blocks(program: String) -> [TextBlock] {
    var blocks: [TextBlock] = [.line(title, .strong), .blank, .line(meaning)]
    if let formula { blocks += [.blank, .drawing([["  " + formula]])] }
    if let curve = activation.flatMap(ActivationCatalog.named) {
      blocks += [.blank, .drawing([CurvePlot(activation: curve).lines.map { "  " + $0 }])]
      let most = Shown(curve.maximumDerivative)
      blocks += [
        .blank,
        .line(
          "o: φ(z), what it makes of the sum z. +: its slope φ′(z), the share of δ that it passes back"
            + (curve.maximumDerivative.isFinite ? ", \(most) at most." : ".")),
      ]
    }
    if let lesson {
      blocks += [
        .blank, .line("The lesson that shows it:"), .command("  \(program) lesson \(lesson)"),
      ]
    }
    return blocks
  }
}

/// A word as JSON.
public struct WordDocument: Encodable, Sendable {
  let name: String
  let title: String
  let meaning: String
  let formula: String?
  let lesson: String?

  /// The document of a word.
  public init(_ word: Word) {
    name = word.name
    title = word.title
    meaning = word.meaning
    formula = word.formula
    lesson = word.lesson
  }
}
