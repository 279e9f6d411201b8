import Diagnosis
import Records

/// A time of a run that pictures show beside others.
enum Moment: CaseIterable, Sendable {
  /// The first time point that has what is shown.
  case start
  /// The one nearest to half of the way to the last.
  case middle
  /// The last one.
  case end
}

extension JudgedRun {
  /// The time point of a moment among those at which a quantity was measured in a chain; nil where there is
  /// none, and for the middle and the end where it is that of an earlier moment.
  func entry(of quantity: Quantity, at moment: Moment, of chain: ChainEvidence) -> Int? {
    guard let first = chain.firstEntry(of: quantity), let last = chain.lastEntry(of: quantity)
    else { return nil }
    switch moment {
    case .start: return first
    case .end: return last > first ? last : nil
    case .middle:
      // The steps of a log may be anything that an Int holds: their sum need not be one.
      let half = ((Double(history.steps[first]) + Double(history.steps[last])) / 2).rounded(.down)
      func distance(_ entry: Int) -> Double { abs(Double(history.steps[entry]) - half) }
      let inner = (first..<last).dropFirst().filter { entry in
        chain.chain.places.contains { history[entry, place: $0].measured.contains(quantity) }
      }
      return inner.min { (distance($0), $0) < (distance($1), $1) }
    }
  }

  /// A quantity over a chain at a moment; empty where there is no time point of it. NaN where a single place
  /// was not measured.
  func profile(
    _ quantity: Quantity, at moment: Moment, of chain: ChainEvidence? = nil
  ) -> [Double] {
    guard let chain = chain ?? self.chain, let entry = entry(of: quantity, at: moment, of: chain)
    else { return [] }
    return chain.profile(quantity, at: entry)
  }

  /// The step of a moment; nil where there is none.
  func step(of quantity: Quantity, at moment: Moment, of chain: ChainEvidence? = nil) -> Int? {
    guard let chain = chain ?? self.chain else { return nil }
    return entry(of: quantity, at: moment, of: chain).map { history.steps[$0] }
  }
}
