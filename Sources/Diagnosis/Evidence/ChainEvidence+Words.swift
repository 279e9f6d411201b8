import Records
import Texts

extension ChainEvidence {
  /// Whether its places are told by their names alone: beside other chains a number would say too little.
  private var isNamed: Bool {
    !record.facts.origin.isOwn && chain.axis == .depth && record.chains.count > 1
  }

  /// A place in words: `layer 3`, `layer 2 (encoder.1)`, `time step 12`; of several chains its name.
  public func label(_ position: Int) -> String {
    if isNamed, positions.contains(position) { return places[position - 1].words }
    guard positions.contains(position), !record.facts.origin.isOwn, chain.axis == .depth else {
      return "\(noun) \(position)"
    }
    return "\(noun) \(position) (\(places[position - 1].words))"
  }

  /// Places in words: `layer 3`, `layers 1–7`, `encoder.0 to encoder.2`.
  public func label(_ range: ClosedRange<Int>) -> String {
    if isNamed, range.count > 1 {
      return "\(label(range.lowerBound)) to \(label(range.upperBound))"
    }
    return range.count == 1
      ? label(range.lowerBound) : "\(noun)s \(range.lowerBound)–\(range.upperBound)"
  }

  /// δ of a place in words: `δ in layer 3`, `δ at the input of layer 3`.
  func delta(_ position: Int) -> String {
    let isOfInput = positions.contains(position) && places[position - 1].hasDeltaOfInput
    return "δ \(isOfInput ? "at the input of" : "in") \(label(position))"
  }

  /// Where a finding was seen: these places.
  func place(_ range: ClosedRange<Int>) -> FindingPlace {
    let indices = range.filter(positions.contains).map { chain.places[$0 - 1] }
    return FindingPlace(record, indices, of: chain)
  }

  /// All of its places.
  var all: ClosedRange<Int> { 1...max(count, 1) }

  /// Such as " of lstm", where the record has several chains and the names of places do not tell them apart;
  /// else empty.
  var ofChain: String {
    record.chains.count > 1 && !isNamed ? " of \(chain.name)" : ""
  }

  /// Such as "of depth 10", "of 60 time steps".
  var size: String {
    noun == "layer" ? "of depth \(count)" : "of \(count) \(noun)s"
  }
}

extension ActivationFacts {
  /// φ of places: the one that all have, or of different ones what they are on average. nil where one of
  /// them is not known, and without places.
  init?(of places: [Place]) {
    let all = places.compactMap(\.activation)
    guard let first = all.first, all.count == places.count else { return nil }
    guard all.contains(where: { $0 != first }) else {
      self = first
      return
    }
    var names: [String] = []
    for name in all.map(\.name) where !names.contains(name) { names.append(name) }
    let initializers = Set(all.map(\.matchingInitializer))
    self.init(
      name: names.joined(separator: ", "),
      matchingInitializer: initializers.count == 1
        ? first.matchingInitializer
        : initializers.contains("") ? "" : Self.eachOfThem,
      matchingGain: geometricMean(all.map(\.matchingGain)),
      maximumDerivative: all.map(\.maximumDerivative).reduce(0) { $1.isNaN ? $1 : max($0, $1) },
      attainableSlope: geometricMean(all.map(\.attainableSlope)),
      saturates: Self.all(all.map(\.saturates)), canGoSilent: Self.all(all.map(\.canGoSilent)))
  }

  /// Whether all are true; nil where that hangs on one that is not known.
  private static func all(_ flags: [Bool?]) -> Bool? {
    if flags.contains(false) { return false }
    return flags.contains(nil) ? nil : true
  }
}
