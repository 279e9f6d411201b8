import Records

/// What an example network has beside its layers: changes that several tests make.
extension RunRecord {
  /// Lets shortcuts go around the hidden layers from the second on, with branches of a scale.
  mutating func addShortcuts(scale: Double) {
    for place in (chains.first?.places ?? []).dropFirst() { places[place].bypass = scale }
  }

  /// Normalizes the hidden layers by this kind; nil is by none.
  mutating func normalize(by name: String?) {
    for place in chains.first?.places ?? [] {
      places[place].norm = name.map { NormFacts(name: $0, usesBatch: $0 == "batch") }
    }
  }

  /// Says where the first weights came from.
  mutating func draw(by initializer: String, isMatching: Bool = false) {
    facts.initializer = InitializerFacts(name: initializer, isMatching: isMatching)
  }
}
