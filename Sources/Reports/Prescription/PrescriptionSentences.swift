import Diagnosis
import Texts

/// What follows from a prescription, in sentences: for the terminal, the document and the picture.
struct PrescriptionSentences: Sendable {
  let report: PrescriptionReport

  init(_ report: PrescriptionReport) { self.report = report }

  /// All of them, in the order of reading, with the command at their end.
  var all: [String] {
    prose + commands.map { "\($0.lead)\n  \($0.trial.command)" }
  }

  /// What to run, each with what stands before it.
  var commands: [(lead: String, trial: PrescriptionReport.Trial)] {
    guard let best = report.best else { return [] }
    let other = farthest == nil ? nil : report.farthest.map { report.trials[$0] }
    return [("Run it:", best)] + (other.map { [("Or the best of them:", $0)] } ?? [])
  }

  /// Those without the command.
  var prose: [String] {
    var sentences = [headline] + [farthest].compactMap { $0 } + [meaning]
    if !report.trials.isEmpty { sentences.append(order) }
    if let fallback { sentences.append(fallback) }
    return sentences + confirmations
  }

  private var seeds: String {
    guard let first = report.seeds.first, let last = report.seeds.last, first != last else {
      return "seed \(report.seeds.first ?? 0)"
    }
    return "seeds \(first) to \(last)"
  }

  /// What came of it, in one sentence.
  var headline: String {
    if report.wasWell {
      return "There is nothing to heal: without a change the network is well with \(seeds)."
    }
    if let best = report.best {
      let healed = report.trials.count(where: \.lasts)
      let place =
        report.trials.count == 1
        ? "the first change that was tried"
        : (healed == 1 ? "the only one that heals of " : "the smallest of \(healed) that heal, of ")
          + "\(tried) tried"
      let lead =
        best.isSingle ? "Recommended" : "No single change \(lasting), two together do"
      return (report.isInterrupted ? "Interrupted. " : "")
        + "\(lead): \(best.title), \(place) (\(best.cost))."
    }
    if report.isInterrupted {
      return report.trials.isEmpty
        ? "Interrupted before a change was tried."
        : "Interrupted: \(tried) tried until then, none of which is known to heal."
    }
    guard report.trials.contains(where: \.isHealed) else {
      let nothing = report.triedPairs ? "Nothing" : "No single change"
      return "\(nothing) healed this network: \(tried) tried." + nearest
    }
    return
      "No change is recommended: what healed with \(seeds) failed with a seed it was not chosen on."
  }

  /// A larger change that is far better, where there is one.
  private var farthest: String? {
    guard let best = report.best, let farthest = report.farthest.map({ report.trials[$0] }),
      let left = best.runs.relativeLossSpread?.median,
      let least = farthest.runs.relativeLossSpread?.median,
      Words.percent(least) != Words.percent(left)
    else { return nil }
    return "The best of those that heal: \(farthest.quoted), which ends at "
      + "\(Words.percent(least)) of the loss of guessing, \(best.quoted) at \(Words.percent(left)) "
      + "(\(farthest.cost))."
  }

  /// How many changes there are.
  private var tried: String {
    func count(_ number: Int, _ noun: String) -> String {
      "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
    let pairs = report.trials.count { !$0.isSingle }
    let singles = report.trials.count - pairs
    return pairs == 0
      ? count(singles, "change") : "\(count(singles, "single change")) and \(count(pairs, "pair"))"
  }

  private var nearest: String {
    func progress(_ trial: PrescriptionReport.Trial) -> Double {
      // What ended in NaN is further away than anything.
      trial.runs.map(\.evidence.learning.progress).map { $0.isNaN ? -.infinity : $0 }
        .min() ?? -.infinity
    }
    let best = report.trials.max { a, b in
      (a.wellCount, progress(a)) < (b.wellCount, progress(b))
    }
    let cause = " \(rest)"
    // What did not get away from guessing is near to nothing.
    guard let best, best.runs.contains(where: { $0.evidence.learning.learned }),
      let loss = best.runs.lossSpread?.median
    else { return cause }
    return " The nearest: \(best.quoted), well with \(best.wellCount) of \(report.seeds.count) "
      + "seeds, training loss \(Words.short(loss)).\(cause)"
  }

  /// Where to look, once what can be tried was.
  private var rest: String {
    let references = report.before.compactMap(\.record.facts.reference)
    guard references.isEmpty || references.contains(where: { !$0.learnedNothing }) else {
      return "A small healthy network learns nothing from these data either: look at the data, "
        + "whether "
        + "rows and answers belong together, and at the task."
    }
    return "What is wrong is none of what was tried: look at the data and the task first, then "
      + "try more "
      + "than four times the steps."
  }

  /// The definition of being well, and of being healed.
  var meaning: String {
    "A run is well when no finding is an error and its loss came at least "
      + "\(report.requirement.words) with the same data (\(report.requirement.details)). Healed "
      + "is what is "
      + (report.seeds.count == 1
        ? "well with \(seeds)."
        : "well with each of \(seeds): a change that fails with one draw will fail again.")
  }

  private var order: String {
    "From the smallest change to the largest: \(report.kinds.joined(separator: ", ")). First what "
      + "leaves the trained network as cheap as it was, then what every answer pays for, then what "
      + "makes it another network."
  }

  /// What healed with the seeds it was chosen on, and failed with another, is no remedy.
  private var lasting: String {
    report.trials.contains { $0.isHealed && !$0.lasts } ? "healed and was confirmed" : "healed"
  }

  private var fallback: String? {
    guard report.triedAll else { return nil }
    let codes = report.codes.joined(separator: ", ")
    let pairs =
      report.triedPairs
      ? " As no single change \(lasting), two were tried together: those that left the least "
        + "wrong, "
        + "each with what is called for beside it."
      : ""
    return
      (report.codes.isEmpty
      ? "No finding says what to change, so all changes were tried in turn."
      : "Nothing that the findings (\(codes)) call for \(lasting), so other changes were tried "
        + "too.")
      + pairs
  }

  private var confirmations: [String] {
    report.trials.compactMap { trial in
      guard let run = trial.confirmation, let isConfirmed = trial.isConfirmed else { return nil }
      let numbers =
        "training loss \(Words.short(run.finalLoss))"
        + (run.isRegression ? "" : ", accuracy \(Words.share(run.accuracy))")
      return isConfirmed
        ? "Confirmed with seed \(report.unseenSeed), which \(trial.quoted) was not chosen on: "
          + "\(numbers), \(run.verdictText)."
        : "Not confirmed: \(trial.quoted) fails with seed \(report.unseenSeed), which it was not "
          + "chosen on (\(numbers), \([run].verdicts))."
    }
      + (report.best?.isConfirmed == nil && report.best != nil
        ? ["It was stopped before the recommended change was tried with seed \(report.unseenSeed)."]
        : [])
  }
}
