import Experiments
import Foundation

/// How many sick configurations a change healed, as a page of Markdown.
struct RecoveryPage {
  let trials: [RecoveryTrial]
  let seeds: TrialPlan.Seeds
  let command: String

  var lines: [String] {
    [
      "# Sick configurations and what healed them", "",
      "`\(command)`: configurations of the \(seeds.rawValue) plan of the calibration that `train` does "
        + "not call healthy, each tried with three seeds and \(RecoveryTrial.steps) steps. Healed: "
        + "the same verdict is healthy, with all three seeds and with a fourth that the change was not "
        + "chosen on. No finding is an error then, and at least half of the way from guessing to the loss of "
        + "a small healthy network on the same data (\(RecoveryCriterion.reference)) is gone. Left out: "
        + "what is spoiled while a network trains, and labels that have nothing to do with the inputs; "
        + "both are in no configuration.", "",
      "| configurations | sick | healed by one change | share (95 % interval) | by two together |",
      "|---|---|---|---|---|",
    ] + rows + [
      ""
    ] + kinds + [""] + verdicts
      + list(trials.filter { $0.change?.isSingle == false }, "Healed by two changes together:") {
        $0.change.map { "`\($0.title)`" } ?? ""
      }
      + list(trials.filter { $0.change == nil }, "Not healed:") {
        $0.best.map { best in
          "the best, `\(best.title)`, was well with \(best.well) of 3 seeds"
            + (best.well == 3 ? " and failed with the fourth" : "")
        } ?? "nothing could be tried"
      }
  }

  /// A row for each population that was tried.
  private var rows: [String] {
    [
      ("healthy, with one fault planted", trials.filter { $0.trial.fault != nil }),
      ("drawn at random, where faults can coincide", trials.filter { $0.trial.fault == nil }),
    ].filter { !$0.1.isEmpty }.map(row)
  }

  private func row(_ name: String, _ some: [RecoveryTrial]) -> String {
    let healed = some.compactMap(\.change)
    let single = healed.count(where: \.isSingle)
    let interval = WilsonInterval(single, of: some.count)
    return "| \(name) | \(some.count) | \(single) | \(percent(interval.share ?? 0)) "
      + "(\(percent(interval.lower)) to \(percent(interval.upper))) | \(healed.count - single) |"
  }

  private func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }

  /// Which kinds of change were recommended.
  private var kinds: [String] {
    ["| single change recommended | configurations |", "|---|---|"]
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
    _ some: [RecoveryTrial], _ heading: String, _ words: (RecoveryTrial) -> String
  ) -> [String] {
    guard !some.isEmpty else { return [] }
    return ["", heading, ""]
      + some.map { trial in "- `\(trial.trial.command)` (\(trial.verdict)): \(words(trial))" }
  }
}
