import Tensors

extension Network {
  /// A perceptron of zero weights; `initialize` draws them.
  ///
  /// - Parameters:
  ///   - inputs: features of an example; below 1 counts as 1.
  ///   - hidden: the hidden layers; none for a single layer.
  ///   - output: the output layer; its activation, if it has one, is part of the network.
  ///   - masks: where the masks of dropout come from, each layer's from a generator of its own.
  public convenience init(
    inputs: Int, hidden: [LayerDesign], output: LayerDesign,
    masks: SeededGenerator = SeededGenerator(seed: 0)
  ) {
    let root = Self.stack(inputs: inputs, hidden: hidden, output: output, masks: masks)
    self.init(fitting: root, Shape(inputs), Shape(output.width))
  }

  /// A perceptron with freshly drawn weights.
  public convenience init(
    inputs: Int, hidden: [LayerDesign], output: LayerDesign,
    masks: SeededGenerator = SeededGenerator(seed: 0), using generator: inout SeededGenerator
  ) {
    self.init(inputs: inputs, hidden: hidden, output: output, masks: masks)
    initialize(using: &generator)
  }

  /// A perceptron of zero weights whose hidden layers are alike but for their widths; `initialize`
  /// draws them.
  ///
  /// - Parameters:
  ///   - widths: the number of features, the units of each hidden layer, the number of outputs;
  ///     missing ones count as 1.
  ///   - residualScale: s; nil for a plain network. A block needs as many inputs as outputs:
  ///     where the widths differ, the layer is plain.
  public convenience init(
    widths: [Int], activation: any Activation, normalization: NormalizationKind = .none,
    residualScale: Double? = nil
  ) {
    let widths = Array((widths + [1, 1]).prefix(max(widths.count, 2)))
    self.init(
      inputs: widths[0],
      hidden: widths[1..<(widths.count - 1)].map {
        LayerDesign(
          width: $0, activation: activation, norm: normalization, residualScale: residualScale)
      }, output: LayerDesign(width: widths[widths.count - 1]))
  }

  /// A perceptron of `depth` hidden layers of one width, with freshly drawn weights.
  ///
  /// - Parameters:
  ///   - depth: L ≥ 0, the number of hidden layers; a negative one counts as 0.
  ///   - biasStd: biases are drawn from N(0, biasStd²).
  ///   - residualScale: s; nil for a plain network.
  public convenience init(
    inputs: Int, depth: Int, width: Int, outputs: Int, activation: any Activation,
    initializer: any Initializer, biasStd: Double = 0,
    normalization: NormalizationKind = .none, residualScale: Double? = nil,
    using generator: inout SeededGenerator
  ) {
    self.init(
      widths: [inputs] + Array(repeating: width, count: max(depth, 0)) + [outputs],
      activation: activation, normalization: normalization, residualScale: residualScale)
    initialize(with: initializer, biasStd: biasStd, using: &generator)
  }

  /// Draws all weights and biases, layer by layer, each by its own initializer.
  ///
  /// - Parameter inputs: examples, [examples, features], for initializers that look at data; they
  ///   cannot do their work without.
  public func initialize(on inputs: Matrix<Scalar>? = nil, using generator: inout SeededGenerator) {
    root.draw(using: &generator)
    guard let inputs else { return }
    let readers = denseLayers.filter { $0.initializer?.looksAtData ?? false }
    guard !readers.isEmpty else { return }
    for layer in readers {
      layer.whenReading = { [unowned layer] x in layer.initializer?.adjust(layer, reading: x) }
    }
    let workspace = Workspace(self, capacity: inputs.rows, valueCount: 0)
    workspace.input.copy(inputs)
    forward(workspace, mode: .probing)
    for layer in readers { layer.whenReading = nil }
  }

  /// The same with one initializer for all dense layers, and biases from N(0, biasStd²).
  public func initialize(
    with initializer: any Initializer, biasStd: Double = 0, on inputs: Matrix<Scalar>? = nil,
    using generator: inout SeededGenerator
  ) {
    for layer in denseLayers { (layer.initializer, layer.biasStd) = (initializer, biasStd) }
    initialize(on: inputs, using: &generator)
  }

  /// The layers of a perceptron. φ and dropout of a layer stand before the next one's weights, inside its
  /// residual block if it is one.
  private static func stack(
    inputs: Int, hidden: [LayerDesign], output: LayerDesign, masks: SeededGenerator
  ) -> Sequential<Scalar> {
    var layers: [any Layer<Scalar>] = []
    var pending: [any Layer<Scalar>] = []
    var (width, masks) = (max(inputs, 1), masks)
    for (index, design) in (hidden + [output]).enumerated() {
      let units = max(design.width, 1)
      var step =
        pending + [
          Dense(
            fanIn: width, fanOut: units, initializer: design.initializer, biasStd: design.biasStd)
            as any Layer<Scalar>
        ]
      if let norm = design.norm.make(Scalar.self, width: units) { step.append(norm) }
      if let scale = design.residualScale, index > 0, index < hidden.count, units == width {
        layers.append(Residual(scale: scale, step))
      } else {
        layers += step
      }
      pending = design.activation.map { [ActivationLayer($0)] } ?? []
      if design.dropout > 0 {
        pending.append(Dropout(rate: design.dropout, masks: SeededGenerator(seed: masks.next())))
      }
      width = units
    }
    return Sequential(layers + pending)
  }
}
