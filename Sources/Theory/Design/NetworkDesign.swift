import Networks

/// What theory needs to know of a network: its weight layers, how their first weights are drawn, and
/// what stands around them.
public struct NetworkDesign: Sendable {
  /// The number of features.
  public let inputs: Int
  /// Weight layers 1…L + 1, the output layer last.
  public let layers: [Layer]
  /// What the outputs are compared with.
  public let output: OutputDelta
  /// The different activations of the hidden layers.
  let activations: [any Activation]
  /// The number in `activations` of hidden layers 1…L.
  let kinds: [Int]

  /// A design of hidden layers that may differ in everything, as `Network(inputs:hidden:output:)`
  /// builds it.
  ///
  /// - Parameters:
  ///   - inputs: features of an example; below 1 counts as 1.
  ///   - hidden: the hidden layers; none for a single layer.
  ///   - output: how the output layer is drawn; its width is that of `delta`, and an activation, a
  ///     norm or dropout of its own is named in the limits, as no number here follows it.
  ///   - delta: what the outputs are compared with.
  public init(
    inputs: Int, hidden: [LayerDesign], output: LayerDesign, delta: OutputDelta
  ) {
    var layers: [Layer] = []
    for design in hidden {
      layers.append(Layer(design, reading: layers.last?.fanOut ?? max(inputs, 1)))
    }
    var last = output
    last.width = delta.count
    last.residualScale = nil
    layers.append(Layer(last, reading: layers.last?.fanOut ?? max(inputs, 1)))
    self.init(layers: layers, output: delta)
  }

  /// A design of hidden layers that are alike but for their widths.
  ///
  /// - Parameters:
  ///   - widths: the number of features, the units of each hidden layer, the number of outputs;
  ///     missing ones count as 1.
  ///   - biasVariance: σb², the variance of the first biases.
  ///   - normalization: what stands before φ in the hidden layers.
  ///   - residualScale: s of the residual blocks; nil for a plain network.
  public init(
    widths: [Int], activation: any Activation, initializer: any Initializer,
    biasVariance: Double = 0, normalization: NormalizationKind = .none,
    residualScale: Double? = nil, output: OutputDelta
  ) {
    let widths = (widths + [1, 1]).prefix(max(widths.count, 2)).map { max($0, 1) }
    let last = widths.count - 1
    let layers = (1...last).map { layer in
      var own = Layer(
        fanIn: widths[layer - 1], fanOut: widths[layer], initializer: initializer,
        biasVariance: biasVariance)
      guard layer < last else { return own }
      own.activation = activation
      own.normalization = normalization
      own.residualScale = residualScale
      return own
    }
    self.init(layers: layers, output: output)
  }

  /// The design of a network's dense layers, from the facts of its places; nil where they are no chain
  /// in which each reads what the one before it has written, or where there is none.
  public init?(places: [PlaceFacts], delta: OutputDelta) {
    let dense = places.filter { $0.kind == .dense || $0.kind == .output }
    guard dense.count == places.count, let last = dense.last,
      zip(dense, dense.dropFirst()).allSatisfy({ $0.fanOut == $1.fanIn }),
      last.fanOut == delta.count
    else { return nil }
    self.init(
      layers: dense.map { facts in
        Layer(
          LayerDesign(
            width: facts.fanOut, activation: facts.activation, initializer: facts.initializer,
            biasStd: facts.biasStd, norm: facts.norm, dropout: facts.dropout,
            residualScale: facts.bypassScale), reading: facts.fanIn)
      }, output: delta)
  }

  private init(layers: [Layer], output: OutputDelta) {
    var layers = layers
    let last = layers.count - 1
    for index in layers.indices {
      let own = layers[index]
      layers[index].isBlock =
        own.residualScale != nil && index > 0 && index < last && own.fanIn == own.fanOut
    }
    self.layers = layers
    self.output = output
    inputs = layers.first?.fanIn ?? 1
    var activations: [any Activation] = []
    kinds = layers.dropLast().map { layer in
      if let known = activations.firstIndex(where: { isSame($0, layer.activation) }) {
        return known
      }
      activations.append(layer.activation)
      return activations.count - 1
    }
    self.activations = activations
  }

  /// L, the number of hidden layers.
  public var depth: Int { layers.count - 1 }

  /// The number of features, the units of each hidden layer, the number of outputs.
  public var widths: [Int] { [inputs] + layers.map(\.fanOut) }

  /// Weight layer ℓ, from 1.
  func layer(_ number: Int) -> Layer { layers[number - 1] }
}

/// Whether two activations are one function, as far as their type and their name with its number tell.
func isSame(_ one: any Activation, _ other: any Activation) -> Bool {
  type(of: one) == type(of: other) && one.name == other.name
}
