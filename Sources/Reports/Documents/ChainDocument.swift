import Diagnosis
import Records

/// A chain in the form of `Documentation/json.md`: its places by name, and by which factor δ and the
/// activations change from place to place at the first time point.
struct ChainDocument: Encodable {
  private struct DecayDocument: Encodable {
    let delta: Double?
    let activation: Double?

    private enum Key: String, CodingKey { case delta, activation }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(delta, forKey: .delta)
      try container.encode(activation, forKey: .activation)
    }
  }

  private let name: String
  private let axis: Chain.Axis
  private let places: [String]
  private let decay: DecayDocument

  init(_ chain: ChainEvidence) {
    name = chain.chain.name
    axis = chain.chain.axis
    places = chain.places.map(\.name)
    decay = DecayDocument(
      delta: chain.initialDecay(.deltaRMS), activation: chain.initialDecay(.activationRMS))
  }
}
