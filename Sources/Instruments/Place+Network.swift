import Networks
import Records

extension Place {
  /// What a record says of a place of a network; its name is that of parameter files.
  public init(_ facts: PlaceFacts) {
    self.init(
      name: facts.name, kind: Kind(facts.kind), fanIn: facts.fanIn, fanOut: facts.fanOut,
      parameters: facts.parameters, activation: facts.activation.map { ActivationFacts($0) },
      norm: facts.norm == .none
        ? nil : NormFacts(name: facts.norm.rawValue, usesBatch: facts.norm == .batch),
      bypass: facts.bypassScale)
  }
}

extension Place.Kind {
  /// The kind of a record for that of a network.
  init(_ kind: PlaceKind) { self = Place.Kind(rawValue: kind.rawValue) ?? .other }
}
