import Diagnosis
import Texts

/// Runs and their findings as Markdown, for the summary of a CI job or a comment on a change.
public struct MarkdownDocument: Sendable {
  private let runs: [JudgedRun]
  private let files: [String]

  /// A document of these runs; `files` are the pictures that were written for them.
  public init(_ runs: [JudgedRun], files: [String]) {
    self.runs = runs
    self.files = files
  }

  /// The text.
  public var text: String {
    let group = RunGroup(runs)
    var lines = [
      "# gradscope: \(Self.escaped(summary))", "",
      "| run | loss | \(group.scoreHeading) | δ per \(group.noun) | verdict |",
      "| --- | --- | --- | --- | --- |",
    ]
    lines += runs.map { run in
      let cells = [
        run.name, run.lossCell, group.scoreCell(run), run.factorText,
        run.verdictText,
      ]
      return "| " + cells.map(Self.escaped).joined(separator: " | ") + " |"
    }
    for run in runs where !run.judgement.findings.isEmpty {
      lines += ["", "## \(Self.escaped("\(run.name): \(run.verdictText)"))", ""]
      // A cause above what it explains, which is an item under it.
      lines += FindingTree(run.judgement.findings).nodes.map { node in
        let finding = node.finding
        return String(repeating: "  ", count: node.depth)
          + "- **\(finding.severity.rawValue) \(finding.code) \(Self.escaped(finding.rule)).** "
          + "\(Self.escaped(finding.message)) *What to do:* \(Self.escaped(finding.remedy))"
          + commands(finding, of: run)
      }
    }
    let drawn = files.map { "- `\($0.replacing("`", with: "'"))`" }
    let listed = drawn.isEmpty ? [] : ["", FileHeading.text(files), ""] + drawn
    return (lines + listed).joined(separator: "\n") + "\n"
  }

  /// What to type, as code.
  private func commands(_ finding: Finding, of run: JudgedRun) -> String {
    let words = RemedyWords(run.record, of: finding).all(finding.remedies)
    guard !words.isEmpty else { return "" }
    return " (" + words.map { "`\($0.replacing("`", with: "'"))`" }.joined(separator: ", ") + ")"
  }

  private var summary: String {
    let healthy = runs.filter(\.judgement.isHealthy).count
    return runs.count == 1
      ? runs[0].verdictText : "\(healthy) of \(runs.count) networks healthy"
  }

  /// A text on one line in which nothing is markup.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", "`", "*", "_", "|", "[", "]", "#", "~": result += "\\\(character)"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case _ where character.isNewline: result += " "
      default: result.append(character)
      }
    }
    return result
  }
}
