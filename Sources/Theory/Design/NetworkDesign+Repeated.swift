import Networks

extension NetworkDesign {
  /// The hidden layer that is repeated, where all of them are alike and of one width: layer 2, which
  /// reads as many units as it has, or the only one. nil where they differ, and without hidden layers.
  ///
  /// What one layer's map says (`MeanFieldMap`, `DepthReach`) is said of a network with such a layer.
  public var repeated: Layer? {
    let hidden = layers.dropLast()
    guard let first = hidden.first, hidden.allSatisfy({ $0.isAlike(first) }) else { return nil }
    return depth > 1 ? layers[1] : first
  }

  // What follows is that of `repeated`. Where layers differ no one layer speaks for all: it is that of the
  // first hidden layer, and without one that of the output layer.

  /// φ of the repeated layer.
  public var activation: any Activation { layers[0].activation }
  /// How W of the repeated layer is drawn.
  public var initializer: any Initializer { layers[0].initializer ?? Constant(0) }
  /// σb² of the repeated layer.
  public var biasVariance: Double { layers[0].biasVariance }
  /// N of the repeated layer.
  public var normalization: NormalizationKind { layers[0].normalization }
  /// s of the repeated layer, as asked for.
  public var residualScale: Double? { layers[0].residualScale }
}
