import Diagnosis

/// Median and range of a number over the runs of one configuration, one a seed.
struct RunSpread: Sendable, Equatable {
  /// The middle one; of an even number the lower middle. NaN counts as the largest.
  let median: Double
  /// The smallest.
  let lowest: Double
  /// The largest; NaN where one of them is.
  let highest: Double

  /// The spread of these numbers; nil without any.
  init?(_ values: [Double]) {
    let sorted = values.sorted { $0 < $1 || (!$0.isNaN && $1.isNaN) }
    guard let first = sorted.first, let last = sorted.last else { return nil }
    median = sorted[(sorted.count - 1) / 2]
    lowest = first
    highest = last
  }

  /// `0.96 (0.95–0.97)`, `0.96 (0.95–NaN)`, `NaN (lowest 2.3)`; one number where all are said alike.
  func text(_ words: (Double) -> String) -> String {
    let (middle, low, high) = (words(median), words(lowest), words(highest))
    if median.isNaN, !lowest.isNaN { return "\(middle) (lowest \(low))" }
    return low == high ? middle : "\(middle) (\(low)–\(high))"
  }
}

extension [JudgedRun] {
  /// The factor per layer of δ before the first update; nil where layers are too few for one.
  var factorSpread: RunSpread? {
    RunSpread(compactMap(\.evidence.initialDeltaFactor).filter { !$0.isNaN })
  }

  /// The training loss at the end.
  var lossSpread: RunSpread? { RunSpread(map(\.finalLoss)) }

  /// The training loss at the end as a share of that of guessing, each run's own: a change of the loss
  /// or of the scale of the target changes what a loss means.
  var relativeLossSpread: RunSpread? {
    RunSpread(
      map { run in
        let chance = run.record.chance?.loss ?? .nan
        return chance.isFinite && chance > 0 ? run.finalLoss / chance : run.finalLoss
      })
  }

  /// Accuracy on the examples held out, or the training examples where none were.
  var accuracySpread: RunSpread? { RunSpread(map(\.accuracy)) }

  /// The verdicts, each once with how many runs have it; the most frequent first.
  var verdicts: String {
    func tally(withCause: Bool) -> [(text: String, count: Int)] {
      var counts: [(text: String, count: Int)] = []
      for run in self {
        let text = run.outcomeText(withCause: withCause)
        if let index = counts.firstIndex(where: { $0.text == text }) {
          counts[index].count += 1
        } else {
          counts.append((text, 1))
        }
      }
      return counts
    }
    var counts = tally(withCause: true)
    // A cause that differs from seed to seed would make two verdicts of one.
    if counts.count > 1 { counts = tally(withCause: false) }
    guard counts.count > 1 else { return counts.first?.text ?? "not tried" }
    return counts.sorted { $0.count > $1.count }.map { "\($0.count) × \($0.text)" }
      .joined(separator: ", ")
  }
}

extension JudgedRun {
  /// The verdict. Onset and warnings differ from seed to seed
  /// and would make two verdicts of one.
  fileprivate func outcomeText(withCause: Bool) -> String {
    if isInterrupted { return "interrupted" }
    let words = judgement.verdict.replacing("-", with: " ")
    let cause = judgement.findings.first { $0.severity == .error }?.cause
    return withCause ? cause.map { "\(words): \($0)" } ?? words : words
  }
}
