import Diagnosis

/// What follows from a prescription, in sentences: for the terminal, the document and the picture.
struct PrescriptionSentences: Sendable {
  let report: PrescriptionReport

  init(_ report: PrescriptionReport) { self.report = report }

  /// All of them, in the order of reading.
  var all: [String] {
    var sentences = [headline, meaning]
    if !report.trials.isEmpty { sentences.append(order) }
    if let fallback { sentences.append(fallback) }
    sentences += confirmations
    if let best = report.best {
      sentences.append("Run it:\n  \(best.command)")
    }
    return sentences
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
    let healed = report.trials.filter(\.isHealed).count
    if let best = report.best {
      let others = healed == 1 ? "the only one of" : "the smallest of \(healed) that heal, of"
      let lead =
        best.isSingle ? "Recommended" : "No single change healed this network, two together do"
      return "\(lead): \(best.title), \(others) \(tried) (\(best.cost))."
    }
    if report.isInterrupted {
      return "Interrupted: \(tried) until then, none of which is known to heal."
    }
    let nothing = report.triedPairs ? "Nothing" : "No single change"
    return healed == 0
      ? "\(nothing) healed this network: \(tried)." + nearest
      : "No change is recommended: what healed with \(seeds) failed with a seed it was not chosen on."
  }

  private var tried: String {
    let pairs = report.trials.count { !$0.isSingle }
    let singles = report.trials.count - pairs
    guard pairs > 0 else { return singles == 1 ? "1 change was tried" : "\(singles) changes tried" }
    return "\(singles) single change\(singles == 1 ? "" : "s") and "
      + "\(pairs) pair\(pairs == 1 ? "" : "s") tried"
  }

  private var nearest: String {
    // A loss of NaN is worse than any.
    func loss(_ trial: PrescriptionReport.Trial) -> Double {
      let median = trial.runs.lossSpread?.median ?? .nan
      return median.isNaN ? .infinity : median
    }
    let best = report.trials.max { a, b in
      a.wellCount < b.wellCount || a.wellCount == b.wellCount && loss(b) < loss(a)
    }
    let cause =
      " More than one thing is wrong, or \(steps) \(steps == 1 ? "step is" : "steps are") too few."
    // What did not get away from guessing is near to nothing.
    guard let best, best.runs.contains(where: { $0.evidence.learning.learned }),
      let loss = best.runs.lossSpread?.median
    else { return cause }
    return " The nearest: \(best.title), well with \(best.wellCount) of \(report.seeds.count) "
      + "seeds, loss \(Words.short(loss)).\(cause)"
  }

  private var steps: Int { report.before.first?.record.configuration.steps ?? 0 }

  /// The definition of being well, and of being healed.
  var meaning: String {
    "A run is well when no finding is an error and its loss came at least "
      + "\(Words.percent(report.neededProgress)) of the way from guessing to 0. Healed is what is "
      + "well with \(report.seeds.count == 1 ? seeds : "each of \(seeds)"): a change that fails with one draw will fail again."
  }

  private var order: String {
    "From the smallest change to the largest: \(report.kinds.joined(separator: ", ")). First what "
      + "leaves the trained network as cheap as it was, then what every answer pays for, then what "
      + "makes it another network."
  }

  private var fallback: String? {
    guard report.triedAll else { return nil }
    let codes = report.codes.joined(separator: ", ")
    let pairs =
      report.triedPairs
      ? " As no single change healed, two were tried together: those that left the least wrong, with "
        + "what the findings on their own runs call for."
      : ""
    return
      (report.codes.isEmpty
      ? "No finding says what to change, so all changes were tried in turn."
      : "Nothing that the findings (\(codes)) call for healed, so other changes were tried too.")
      + pairs
  }

  private var confirmations: [String] {
    report.trials.compactMap { trial in
      guard let run = trial.confirmation, let isConfirmed = trial.isConfirmed else { return nil }
      let numbers =
        "loss \(Words.short(run.finalLoss))"
        + (run.isRegression ? "" : ", accuracy \(Words.share(run.accuracy))")
      return isConfirmed
        ? "Confirmed with seed \(report.unseenSeed), which \(trial.title) was not chosen on: \(numbers), \(run.verdictText)."
        : "Not confirmed: \(trial.title) fails with seed \(report.unseenSeed), which it was not chosen on (\(numbers), \([run].verdicts(neededProgress: report.neededProgress)))."
    }
      + (report.best?.isConfirmed == nil && report.best != nil
        ? ["It was stopped before the recommended change was tried with seed \(report.unseenSeed)."]
        : [])
  }
}
