import Networks

/// What theory needs to know of a network: its sizes and how its first weights are drawn.
public struct NetworkDesign: Sendable {
  /// The number of features, the units of each hidden layer, the number of outputs.
  public var widths: [Int]
  /// φ.
  public var activation: any Activation
  /// How W is drawn.
  public var initializer: any Initializer
  /// σb², the variance of the first biases.
  public var biasVariance: Double
  /// What stands before φ in the hidden layers.
  public var normalization: NormalizationKind
  /// s of the residual blocks; nil for a plain network.
  public var residualScale: Double?
  /// What the outputs are compared with.
  public var output: OutputDelta

  /// A design of these parts; missing widths count as 1.
  public init(
    widths: [Int], activation: any Activation, initializer: any Initializer,
    biasVariance: Double = 0, normalization: NormalizationKind = .none,
    residualScale: Double? = nil, output: OutputDelta
  ) {
    let widths = (widths + [1, 1]).prefix(max(widths.count, 2)).map { max($0, 1) }
    self.widths = widths
    self.activation = activation
    self.initializer = initializer
    self.biasVariance = biasVariance
    self.normalization = normalization
    self.residualScale = residualScale
    self.output = output
  }

  /// L, the number of hidden layers.
  public var depth: Int { widths.count - 2 }

  /// Fan-in of weight layer ℓ, from 1.
  func fanIn(_ layer: Int) -> Int { widths[layer - 1] }
  /// Fan-out of weight layer ℓ.
  func fanOut(_ layer: Int) -> Int { widths[layer] }

  /// Whether weight layer ℓ is a residual block.
  func isResidual(_ layer: Int) -> Bool {
    residualScale != nil && layer > 1 && layer <= depth && fanIn(layer) == fanOut(layer)
  }

  /// Whether a norm stands between the sums of weight layer ℓ and its z.
  func isNormalized(_ layer: Int) -> Bool { normalization != .none && layer <= depth }

  /// Var W of layer ℓ, where the mean square of what it reads is known: an initializer that looks at
  /// data makes the variance of its sums 1.
  func variance(_ layer: Int, reading meanSquare: Double) -> Double {
    guard initializer is LayerSequentialUnitVariance, meanSquare > 0 else {
      return initializer.variance(fanIn: fanIn(layer), fanOut: fanOut(layer))
    }
    // As it does itself: where biases alone come near to 1, it leaves them out.
    let wanted = biasVariance < 0.9 ? 1 - biasVariance : 1
    return wanted / (Double(fanIn(layer)) * meanSquare)
  }
}
