import Foundation

/// The scores as text: for the terminal, and as Markdown for the page.
struct ScoreTable {
  let scores: [RuleScore]

  /// A share with its interval, such as `.991 (.974–.997)`; – where nothing was counted.
  static func cell(_ interval: WilsonInterval) -> String {
    guard let share = interval.share else { return "–" }
    return "\(text(share)) (\(text(interval.lower))–\(text(interval.upper)))"
  }

  private static func text(_ share: Double) -> String {
    let text = String(format: "%.3f", share)
    return text.hasPrefix("0") ? String(text.dropFirst()) : text
  }

  /// One of the two tables as Markdown.
  func markdown(_ tally: KeyPath<RuleScore, Tally?>) -> String {
    var lines = [
      "| rule | there | not there | unknown | not applicable | precision | recall |",
      "|---|---|---|---|---|---|---|",
    ]
    for score in scores where score.isLabelled {
      guard let tally = score[keyPath: tally] else { continue }
      lines.append(
        "| \(score.code) \(score.name) | \(tally.positives) | \(tally.negatives) | "
          + "\(tally.unknown) | \(tally.notApplicable) | \(Self.cell(tally.precision)) | "
          + "\(Self.cell(tally.recall)) |")
    }
    return lines.joined(separator: "\n")
  }

  /// Both tables in columns for a terminal.
  var lines: [String] {
    var lines: [String] = []
    for (title, tally) in [
      ("error level", \RuleScore.error), ("any severity", \RuleScore.presenceOrNil),
    ] {
      lines += ["", "\(title): precision and recall with 95 % intervals"]
      for score in scores where score.isLabelled {
        guard let tally = score[keyPath: tally] else { continue }
        let name = "\(score.code) \(score.name)".padding(
          toLength: 31, withPad: " ", startingAt: 0)
        lines.append(
          name
            + String(
              format: " there %5d  not %5d  unknown %5d  n/a %5d  ", tally.positives,
              tally.negatives, tally.unknown, tally.notApplicable)
            + Self.cell(tally.precision).padding(toLength: 18, withPad: " ", startingAt: 0)
            + " " + Self.cell(tally.recall))
      }
    }
    return lines
  }

  /// The first disagreements of every kind, each with the command that makes the run again.
  func disagreements(limit: Int) -> [String] {
    var lines: [String] = []
    for score in scores {
      for kind in RuleScore.Disagreement.Kind.allCases {
        let all = score.disagreements.filter { $0.kind == kind }
        guard !all.isEmpty else { continue }
        lines.append("\n\(score.code) \(kind.rawValue): \(all.count)")
        for item in all.prefix(limit) {
          let progress = String(format: "%.3g", item.outcome.progress)
          lines.append(
            "  [\(item.trial.index), \(item.source?.rawValue ?? ""), \(item.outcome.learning.rawValue), "
              + "progress \(progress)] \(item.trial.command)")
        }
      }
    }
    return lines
  }
}

extension RuleScore {
  /// `presence`, as an optional, so that both tables are made alike.
  var presenceOrNil: Tally? { presence }
}
