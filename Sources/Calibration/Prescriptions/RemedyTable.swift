import Foundation

/// How often the first remedy that is printed heals, by the rule that gives the run its verdict.
struct RemedyTable: Sendable {
  let trials: [RemedyTrial]

  /// The table, what it counts before it, and those that became worse after it.
  var markdown: String {
    let codes = Set(trials.map(\.code)).sorted()
    let rows = ["all"] + codes
    let table = rows.map { code in
      let own = code == "all" ? trials : trials.filter { $0.code == code }
      func count(_ result: RemedyTrial.Result) -> Int { own.count { $0.result == result } }
      let healed = WilsonInterval(count(.healed), of: own.count)
      return "| \(code) | \(own.count) | \(count(.healed)) | \(percent(healed.share ?? 0)) "
        + "(\(percent(healed.lower)) to \(percent(healed.upper))) | \(count(.better)) | "
        + "\(count(.worse)) | \(count(.nothing)) |"
    }
    return """
      Of each sick run the change that is printed first, applied as a value to the same network with a seed that \
      it was not chosen on, and trained for \(RecoveryTrial.steps) steps: the one that was seen to heal the run \
      itself, \(seen) of \(trials.count), after \(triedWords) tried; elsewhere the first remedy of the first \
      finding that has one. Healed: healthy after it. Worse: it diverges, or the held-out loss ends more than a \
      tenth higher than without it. Goal: 85 % healed, at most 1 % worse.

      | verdict by | sick runs | healed | share (95 % interval) | not healed | worse | nothing to apply |
      |---|---|---|---|---|---|---|
      \(table.joined(separator: "\n"))\(list)
      """
  }

  private var seen: Int { trials.count(where: \.wasSeenToHeal) }

  /// How many changes it took.
  private var triedWords: String {
    let mean = Double(trials.reduce(0) { $0 + $1.tried }) / Double(max(trials.count, 1))
    return String(format: "%.1f changes on average", mean)
  }

  private var list: String {
    listed(.worse, "Worse, the first of them:") + listed(.better, "Not healed, the first of them:")
      + listed(.nothing, "Nothing to apply, the first of them:")
  }

  private func listed(_ result: RemedyTrial.Result, _ heading: String) -> String {
    let some = trials.filter { $0.result == result }.prefix(12)
    guard !some.isEmpty else { return "" }
    return "\n\n\(heading)\n\n"
      + some.map { "- \($0.code), `\($0.change)`: `\($0.trial.command)`" }.joined(separator: "\n")
  }

  private func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }
}
