import Experiments
import Foundation

/// How many sick configurations a single change healed, as a page of Markdown.
struct HealingPage {
  let trials: [HealingTrial]
  let command: String

  var lines: [String] {
    let healed = trials.filter { $0.change != nil }
    let interval = WilsonInterval(healed.count, of: trials.count)
    return [
      "# Sick configurations and what healed them", "",
      "`\(command)`: configurations of the held-out plan of the calibration on which a finding is an "
        + "error, each tried with three seeds and \(HealingTrial.steps) steps. Healed: with one single "
        + "change no finding is an error and the loss came half of the way from guessing to 0, with all "
        + "three seeds and with a fourth that the change was not chosen on.", "",
      "**\(healed.count) of \(trials.count) healed: \(percent(interval.share ?? 0))** "
        + "(95 % interval \(percent(interval.lower)) to \(percent(interval.upper))).", "",
    ] + kinds(healed) + [""] + verdicts + [""] + failures
  }

  private func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }

  /// Which kinds of change were recommended.
  private func kinds(_ healed: [HealingTrial]) -> [String] {
    ["| recommended change | configurations |", "|---|---|"]
      + ChangeKind.allCases.compactMap { kind in
        let count = healed.count { $0.change?.kind == kind }
        return count == 0 ? nil : "| \(kind.rawValue) | \(count) |"
      }
  }

  /// Healed by the verdict before.
  private var verdicts: [String] {
    let names = Set(trials.map(\.verdict)).sorted()
    return ["| verdict before | configurations | healed |", "|---|---|---|"]
      + names.map { name in
        let own = trials.filter { $0.verdict == name }
        return "| \(name) | \(own.count) | \(own.count { $0.change != nil }) |"
      }
  }

  /// What stayed sick.
  private var failures: [String] {
    let sick = trials.filter { $0.change == nil }
    guard !sick.isEmpty else { return [] }
    return ["Not healed by any single change:", ""]
      + sick.map { trial in
        let best =
          trial.best.map { "; the best, `\($0.title)`, was well with \($0.well) of 3 seeds" } ?? ""
        return "- `\(trial.trial.command)` (\(trial.verdict))\(best)"
      }
  }
}
