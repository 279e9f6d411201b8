import Networks
import Records

extension Network {
  /// The fixed facts of every place, numbered from 1.
  public var descriptions: [LayerDescription] {
    places.map(\.facts).enumerated().map { index, facts in
      LayerDescription(
        index: index + 1, fanIn: facts.fanIn, fanOut: facts.fanOut,
        parameters: facts.parameters, isOutput: facts.kind == .output)
    }
  }
}
