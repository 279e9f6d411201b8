import Networks
import Records

extension Network {
  /// The fixed facts of every weight layer, from 1 to L + 1.
  public var descriptions: [LayerDescription] {
    layers.enumerated().map { index, layer in
      LayerDescription(
        index: index + 1, fanIn: layer.fanIn, fanOut: layer.fanOut,
        parameters: parameters.filter { $0.layer == index + 1 }.map(\.values.count)
          .reduce(0, +), isOutput: index == depth)
    }
  }
}
