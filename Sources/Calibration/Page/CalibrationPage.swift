import Diagnosis
import Foundation

/// The page of the calibration: what was done, the tables, what the rules get wrong.
struct CalibrationPage {
  let results: [TrialResult]
  let scores: [RuleScore]
  let healthy: HealthyRuns?
  let outside: OutsideRuns?
  let advice: RemedyTable?
  let command: String
  let seeds: TrialPlan.Seeds
  /// Disagreements of each kind that are shown.
  let listed: Int

  var markdown: String {
    let table = ScoreTable(scores: scores)
    var parts = [introduction, sources]
    parts += [
      "## Errors", Self.aboutErrors, table.markdown(\.error), "## Findings of any severity",
      Self.aboutPresence + unlabelled, table.markdown(\.presenceOrNil), "## By source", bySource,
      "## Where it was planted", places, "## Runs without a label", unknowns,
    ]
    if let healthy {
      parts += [
        "## Healthy networks",
        "The digits, width \(HealthyRuns.width), \(healthy.steps) updates of SGD at the default "
          + "learning rate, \(healthy.seeds) seeds of every kind: \(healthy.steps * 64 / 1438) passes over "
          + "the training set, and more than the 100 updates after which a run can be said to have "
          + "learned nothing. Goal: at most 1 % with an error.",
        HealthyTable(runs: healthy).markdown,
      ]
    }
    if let outside { parts += OutsideSection(runs: outside, listed: listed).parts }
    if let advice { parts += ["## The first remedy that is printed", advice.markdown] }
    parts += ["## What differs", disagreements]
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var introduction: String {
    let planted = results.count { $0.trial.fault != nil }
    return """
      # How often the rules are right

      `make calibrate` trains \(results.count) networks, each with a seed of its own, and each a second \
      time in float64: \(results.count - planted) drawn from everything the program offers (depth 2 \
      to 60, width 16 to 256, every activation, initializer, norm and optimizer, residual or not; \
      digits, spirals and blobs) and \(planted) networks that train as they are, each with one fault \
      planted in it. Deep networks are narrower and large ones make fewer updates, from 120 to 300. \
      Every rule is scored against labels that do not come from it. The seeds are the \
      \(seeds.rawValue) ones; thresholds were changed by looking at the tuning ones only, which have \
      none in common with these. The command: `\(command)`.

      ![Precision and recall of every rule](../reports/gallery/calibration.png)
      """
  }

  private var sources: String {
    var kinds: [String: Int] = [:]
    for fault in results.compactMap(\.trial.fault) { kinds[fault.kind, default: 0] += 1 }
    let rows = kinds.sorted { $0.key < $1.key }.map { "| \($0.key) | \($0.value) |" }
    let outcomes = ["nothing", "learned", "unclear"].map { name in
      "\(name) \(results.count { $0.outcome.learning.rawValue == name })"
    }
    return """
      ## Where the labels come from

      - **Theory.** Where mean-field theory holds, what it predicts of δ, activations and saturation \
      before the first update, with a margin of a factor of 2 or of exp(2√(depth/width)), if that is \
      more. Where the twin's first updates contradict it, or are at the limit, there is no label.
      - **The twin** in float64: its δ, activations, updates and losses over the first and the last \
      tenth of the run, read by code of the calibration's own. Its last tenth counts where the run \
      does not contradict it, because two precisions of an unstable run go apart. δ that is 0 in \
      float32 and not in float64 has underflowed.
        The twin is measured by the same definition of δ, saturation and the like: what it tests is how a \
      rule reads a record, what it takes for lasting, and what it leaves to other rules. Whether the \
      definition is right, theory and planted faults test; the table by source keeps them apart.
      - **What was planted**: the weights of one layer, of all; units killed before or while training; \
      a learning rate; a NaN at a layer and a step; copies; unscaled features; a loss; labels.
      - **The configuration**, where it decides: the gain of an initializer, weights all alike.

      A run *learned nothing* when its loss is less than 2.5 % below guessing and its answers are no \
      better, *learned* when it is 10 % below, and between the two it is unclear; run and twin have to \
      agree. Of these runs: \(outcomes.joined(separator: ", ")).

      | planted | runs |
      |---|---|
      \(rows.joined(separator: "\n"))
      """
  }

  private static let aboutErrors = """
    An error is due where what the rule looks for is there and the run learned nothing, or diverged. \
    Precision is the share of errors that were due, recall the share of those due that were found; in \
    brackets, 95 % intervals by Wilson. A run made once more with a tenth or ten times the rate can show \
    that steps were too large or too small, though each was of a usual size: labels of GS302 and GS303, \
    which are made from the sizes alone, say no there.
    """
  private static let aboutPresence = """
    The same for findings of any severity, whatever became of the run. Rules that are not in the first \
    table have no label for errors: what they find is one only where it explains that nothing was learned.
    """

  /// Rules of which none of these runs can say anything.
  private var unlabelled: String {
    let codes = scores.filter { !$0.isLabelled }.map(\.code)
    return codes.isEmpty
      ? ""
      : "\n\nWithout a label in these runs: \(codes.joined(separator: ", "))"
        + (outside == nil ? "." : "; they are scored on networks of other people's form, below.")
  }

  private var unknowns: String {
    var lines = [
      "A label is unknown within a factor of 2 of a limit (of 1.5 for GS401, of √2 for GS405, of "
        + "twice the odds for shares), and where nobody outside the rule can tell.", "",
      "| rule | " + Label.Reason.allCases.map(\.rawValue).joined(separator: " | ") + " |",
      "|" + String(repeating: "---|", count: Label.Reason.allCases.count + 1),
    ]
    for score in scores where score.isLabelled {
      let counts = Label.Reason.allCases.map { "\(score.reasons[$0] ?? 0)" }
      lines.append("| \(score.code) | \(counts.joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n")
  }

  /// What was found of what is there, and what was found of what is not, by the source of the label.
  private var bySource: String {
    var lines = [
      "Found of those that are there, and found of those that are not, by what the label comes from.",
      "", "| rule | " + Label.Source.allCases.map(\.rawValue).joined(separator: " | ") + " |",
      "|" + String(repeating: "---|", count: Label.Source.allCases.count + 1),
    ]
    for score in scores where score.isLabelled {
      let cells = Label.Source.allCases.map { source -> String in
        guard let tally = score.sources[source] else { return "–" }
        return "\(tally.truePositives)/\(tally.positives), "
          + "\(tally.falsePositives)/\(tally.negatives)"
      }
      lines.append("| \(score.code) \(score.name) | \(cells.joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n")
  }

  /// Whether a finding names the layer, and the step, of what was planted there.
  private var places: String {
    var counts: [String: (right: Int, all: Int)] = [:]
    for result in results {
      guard let isRight = result.isPlaceRight, let kind = result.trial.fault?.kind else { continue }
      counts[kind, default: (0, 0)].all += 1
      counts[kind, default: (0, 0)].right += isRight ? 1 : 0
    }
    let rows = counts.sorted { $0.key < $1.key }.map {
      "| \($0.key) | \($0.value.right) of \($0.value.all) |"
    }
    return
      "Of the findings that a planted fault led to, those that name its layer; of NaN, its layer "
      + "and its step.\n\n| planted | right |\n|---|---|\n" + rows.joined(separator: "\n")
  }

  private var disagreements: String {
    let table = ScoreTable(scores: scores)
    let lines = table.disagreements(limit: listed)
    return
      "The first \(listed) runs of every kind in which rule and label differ, with the command "
      + "that makes the run again.\n\n```\n"
      + (lines.isEmpty ? "none" : lines.joined(separator: "\n")).trimmingCharacters(in: .newlines)
      + "\n```"
  }
}
