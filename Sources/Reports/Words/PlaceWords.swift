import Diagnosis
import Records
import Texts

/// Where a finding was seen, in words.
extension JudgedRun {
  /// Such as `layers 3–7`; of another program's run `layers 1–2 (encoder.0 to encoder.1)`, or, where it has
  /// several chains, the names alone. nil where it concerns the whole run.
  func placeWords(_ finding: Finding) -> String? {
    if isOwn, let first = finding.layers.first, let last = finding.layers.last, first <= last {
      return Words.layers(first...last)
    }
    guard let first = finding.places.first, let last = finding.places.last else { return nil }
    let names =
      first == last ? Place.words(first) : "\(Place.words(first)) to \(Place.words(last))"
    guard let chain = evidence.chains.first(where: { $0.chain.name == finding.chain }),
      let from = chain.places.firstIndex(where: { $0.name == first }),
      let to = chain.places.lastIndex(where: { $0.name == last }), from <= to
    else { return names }
    let isInTime = chain.chain.axis == .time
    // A number of one of several chains would need its chain beside it: names say both.
    if evidence.chains.count > 1, !isInTime { return names }
    let numbers = from == to ? "\(chain.noun) \(from + 1)" : "\(chain.noun)s \(from + 1)–\(to + 1)"
    let ofChain = evidence.chains.count > 1 ? " of \(chain.chain.name)" : ""
    // A time step's name says what its number says.
    return numbers + ofChain + (isInTime ? "" : " (\(names))")
  }
}
