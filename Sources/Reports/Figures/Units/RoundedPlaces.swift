import Diagnosis
import Records

/// The places of a run's main chain at which the difference between examples is nothing but rounding.
struct RoundedPlaces {
  /// Whether each place is so, at the start and at the end.
  let marked: (start: [Bool], end: [Bool])
  /// Such as `from layer 5 on` or `in 2 layers`, at the end, or at the start where it is so then only; nil
  /// where no place with a difference is.
  let words: String?
  /// Whether at the end a place has a difference that comes after one of exactly 0 and is rounding.
  let returns: Bool

  /// The places of a run.
  init(_ run: JudgedRun) {
    guard let chain = run.chain else {
      (marked, words, returns) = (([], []), nil, false)
      return
    }
    let start = ExampleDifference.rounding(run, chain, at: .start)
    let end = ExampleDifference.rounding(run, chain, at: .end)
    marked = (start, end)
    let (shown, moment) = end.contains(true) ? (end, Moment.end) : (start, .start)
    let values = run.profile(.activationExampleStd, at: moment)
    // Those of exactly 0 are not drawn.
    let count = zip(values, shown).count { $0 > 0 && $1 }
    let lost = ExampleDifference(run, chain, at: moment)?.lost
    let places = "in \(count) \(chain.noun)\(count > 1 ? "s" : "")"
    words = count == 0 ? nil : lost.map { "from \($0) on" } ?? places
    let last = run.profile(.activationExampleStd, at: .end)
    let zero = last.firstIndex(of: 0) ?? last.count
    returns = zip(last, end).dropFirst(zero).contains { $0 > 0 && $1 }
  }
}
