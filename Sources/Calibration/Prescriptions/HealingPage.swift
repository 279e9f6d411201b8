import Experiments
import Foundation

/// How many sick configurations a change healed, as a page of Markdown.
struct HealingPage {
  let trials: [HealingTrial]
  let seeds: TrialPlan.Seeds
  let command: String

  var lines: [String] {
    let single = trials.filter { $0.change?.isSingle == true }
    let pairs = trials.filter { $0.change?.isSingle == false }
    let interval = WilsonInterval(single.count, of: trials.count)
    return [
      "# Sick configurations and what healed them", "",
      "`\(command)`: configurations of the \(seeds.rawValue) plan of the calibration on which a "
        + "finding is an error, each tried with three seeds and \(HealingTrial.steps) steps. Healed: "
        + "no finding is an error and the loss came half of the way from guessing to 0, with all "
        + "three seeds and with a fourth that the change was not chosen on.", "",
      "**\(single.count) of \(trials.count) healed by one change: \(percent(interval.share ?? 0))** "
        + "(95 % interval \(percent(interval.lower)) to \(percent(interval.upper))). Of the other "
        + "\(trials.count - single.count), two changes together healed \(pairs.count).", "",
    ] + kinds + [""] + verdicts
      + list(pairs, "Healed by two changes together, as by no single one:") {
        $0.change.map { "`\($0.title)`" } ?? ""
      }
      + list(trials.filter { $0.change == nil }, "Not healed:") {
        $0.best.map { "the best, `\($0.title)`, was well with \($0.well) of 3 seeds" } ?? ""
      }
  }

  private func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }

  /// Which kinds of change were recommended.
  private var kinds: [String] {
    ["| recommended change | configurations |", "|---|---|"]
      + ChangeKind.allCases.compactMap { kind in
        let count = trials.count { $0.change?.kinds == [kind] }
        return count == 0 ? nil : "| \(kind.rawValue) | \(count) |"
      }
  }

  /// Healed by the verdict before.
  private var verdicts: [String] {
    let names = Set(trials.map(\.verdict)).sorted()
    return [
      "| verdict before | configurations | healed by one change | by two |", "|---|---|---|---|",
    ]
      + names.map { name in
        let own = trials.filter { $0.verdict == name }
        let healed = own.compactMap(\.change)
        return "| \(name) | \(own.count) | \(healed.count(where: \.isSingle)) "
          + "| \(healed.count { !$0.isSingle }) |"
      }
  }

  private func list(
    _ some: [HealingTrial], _ heading: String, _ words: (HealingTrial) -> String
  ) -> [String] {
    guard !some.isEmpty else { return [] }
    return ["", heading, ""]
      + some.map { trial in "- `\(trial.trial.command)` (\(trial.verdict)): \(words(trial))" }
  }
}
