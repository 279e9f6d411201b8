import Diagnosis
import Records
import Texts

/// What follows from a prescription, in sentences: for the terminal, the document and the picture.
struct PrescriptionSentences: Sendable {
  let report: PrescriptionReport

  init(_ report: PrescriptionReport) { self.report = report }

  /// All of them, in the order of reading, with the command at their end.
  var all: [String] {
    prose + commands.map { "\($0.lead)\n  \($0.trial.typed().joined(separator: "\n  "))" }
  }

  /// What to run, each with what stands before it.
  var commands: [(lead: String, trial: PrescriptionReport.Trial)] {
    guard let best = report.best else { return [] }
    let other = farthest == nil ? nil : report.farthest.map { report.trials[$0] }
    let lead = best.lines == nil ? "Run it:" : "Write it:"
    return [(lead, best)] + (other.map { [("Or the best of them:", $0)] } ?? [])
  }

  /// Those without the command.
  var prose: [String] {
    [headline] + [farthest, costs, meaning, unsteady, fallback].compactMap { $0 } + confirmations
  }

  private var seeds: String {
    guard let first = report.seeds.first, let last = report.seeds.last, first != last else {
      return "seed \(report.seeds.first ?? 0)"
    }
    return "seeds \(first) \(last == first + 1 ? "and" : "to") \(last)"
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
        + "\(lead): \(best.lines == nil ? best.title : best.quoted), \(place) (\(best.cost))."
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
    let well =
      best.wellCount > 0 ? "well with \(best.wellCount) of \(report.seeds.count) seeds, " : ""
    return " The nearest: \(best.quoted), \(well)training loss \(Words.short(loss)).\(cause)"
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

  /// What the others that heal cost; nil where there are none.
  private var costs: String? {
    let others = report.trials.indices.filter {
      $0 != report.recommended && report.trials[$0].lasts
    }
    guard report.best != nil, !others.isEmpty else { return nil }
    let shown = others.prefix(4).map { "\(report.trials[$0].quoted) (\(report.trials[$0].cost))" }
    let rest = others.count - shown.count
    return (others.count == 1 ? "A larger change heals, too: " : "Larger changes heal, too: ")
      + shown.joined(separator: "; ") + (rest > 0 ? " and \(rest) more." : ".")
  }

  /// What a run has to come to, in the numbers of these data; nil where nothing can, as a small network learns
  /// nothing from them.
  var meaning: String? {
    let references = report.before.compactMap(\.record.facts.reference)
    guard let first = references.first else {
      return "A run is well when no error is found and its loss came at least "
        + "\(report.requirement.words) with the same data (\(report.requirement.details))."
    }
    guard references.contains(where: { !$0.learnedNothing }) else { return nil }
    func median(_ value: (Reference) -> Double) -> String {
      RunSpread(references.map(value))?.text { Words.short($0, digits: 3) } ?? "–"
    }
    return
      "A run is well when no error is found and its loss\(first.heldOut ? " on examples held out" : "") "
      + "is \(median(\.needed)) or less: \(Words.percent(report.requirement.share)) of the way from "
      + "guessing, \(median(\.guessing)), to \(median(\.reached)), which a small healthy network "
      + "reaches on these data (\(report.requirement.reference))."
  }

  /// Changes that helped with some seeds; nil where there is none.
  private var unsteady: String? {
    let some = report.trials.filter { $0.wellCount > 0 && $0.wellCount < $0.runs.count }
    guard let first = some.first else { return nil }
    let others = some.count - 1
    return "\(first.quoted) is well with \(first.wellCount) of \(first.runs.count) seeds"
      + (others > 0 ? ", \(others) more with some of them" : "")
      + ": a change that fails with one draw will fail again, and has not healed."
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
