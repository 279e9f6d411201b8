import Networks
import Records

extension Network {
  /// Where its signals are measured: the weight layers, hidden ones first, the output layer last. Their
  /// names are those of parameter files.
  public var places: [Place] {
    let facts = ActivationFacts(activation)
    return layers.enumerated().map { index, layer in
      let isOutput = index == depth
      return Place(
        name: "layers.\(index)", kind: isOutput ? .output : .dense, fanIn: layer.fanIn,
        fanOut: layer.fanOut,
        parameters: parameters.filter { $0.layer == index + 1 }.map(\.values.count).reduce(0, +),
        activation: isOutput ? nil : facts,
        norm: isOutput || normalization == .none
          ? nil : NormFacts(name: normalization.rawValue, usesBatch: normalization == .batch),
        bypass: bypass(index))
    }
  }

  /// s of the shortcut around a weight layer; nil where there is none.
  private func bypass(_ index: Int) -> Double? {
    guard index > 0, index < depth, layers[index].fanIn == layers[index].fanOut else { return nil }
    return residualScale.map { Double($0) }
  }
}
