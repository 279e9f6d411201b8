import Diagnosis
import Records

/// The places of a run's main chain at which a quantity is no number at the last time point that has it.
struct BrokenPlaces {
  /// Such as `from layer 3 on`, `in every layer`, `in 2 layers`.
  let words: String
  /// Whether none of them has a number.
  let isEverywhere: Bool

  /// nil where every number that was measured is one.
  init?(_ run: JudgedRun, _ quantity: Quantity) {
    guard let chain = run.chain, let entry = chain.lastEntry(of: quantity) else { return nil }
    let isBroken = chain.chain.places.map { place in
      run.history[entry, place: place][quantity].map { !$0.isFinite } ?? false
    }
    guard let first = isBroken.firstIndex(of: true) else { return nil }
    let count = isBroken.count { $0 }
    isEverywhere = count == isBroken.count
    if count == isBroken.count {
      words = count == 1 ? "in the only \(chain.noun)" : "in every \(chain.noun)"
    } else if isBroken[first...].allSatisfy({ $0 }), count > 1 {
      words = "from \(chain.noun) \(first + 1) on"
    } else {
      words = count == 1 ? "in \(chain.noun) \(first + 1)" : "in \(count) \(chain.noun)s"
    }
  }
}
