import Records

/// The end of a run in which a dead layer lets nothing pass: δ is exactly 0 from that layer down to the
/// first place, and how much of a signal is lost on the way cannot be measured any more.
struct DeadEnd {
  /// The number in its chain of the highest place whose δ is exactly 0.
  let layer: Int
  /// The step of the first of these time points.
  let step: Int
  /// The time point before it, the last at which there is something to measure; nil where nothing ever passed.
  let lastMeasured: Int?
  /// The last step of that time point.
  let lastStep: Int?

  /// Looks for it among the last time points of a chain; nil where something passes at the last one.
  init?(_ chain: ChainEvidence) {
    func isDead(_ entry: Int) -> Bool {
      chain[entry, 1].deltaRMS == 0 && ZeroDelta.locate(chain, at: entry)?.cause == .deadLayer
    }
    let end = chain.count == 0 ? [] : chain.entries.reversed().prefix(while: isDead)
    guard let first = end.last, let last = end.first,
      let layer = ZeroDelta.locate(chain, at: last)?.layer
    else { return nil }
    self.layer = layer
    step = chain.history.steps[first]
    lastMeasured = chain.entries.last { $0 < first }
    lastStep = lastMeasured.map { chain.history.lastSteps[$0] }
  }
}

extension Presence {
  /// The same up to the last step at which there was something to measure: "from step 0 to step 72".
  func words(before end: DeadEnd?) -> String {
    guard let last = end?.lastStep, atEnd, steps.lowerBound <= last else { return words }
    guard last > steps.lowerBound else { return "at step \(last)" }
    return atStart
      ? "from step 0 to step \(last)" : "from step \(steps.lowerBound) on, to step \(last)"
  }

  /// The first and the last step at which it was seen and could be measured.
  func steps(before end: DeadEnd?) -> ClosedRange<Int> {
    guard let last = end?.lastStep, steps.lowerBound <= last else { return steps }
    return steps.lowerBound...min(steps.upperBound, last)
  }

  /// The time point to quote: one at which there is something to measure.
  func entry(before end: DeadEnd?) -> Int { min(entry, end?.lastMeasured ?? entry) }
}
