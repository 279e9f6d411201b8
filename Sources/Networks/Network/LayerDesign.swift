/// One weight layer of a perceptron and what stands around it: z = N(x·W + b), a = dropout(φ(z)); as a
/// residual block z = z below + s·N(x·W + b).
public struct LayerDesign: Sendable {
  /// Units; below 1 counts as 1.
  public var width: Int
  /// φ; nil for none, so that a = z.
  public var activation: (any Activation)?
  /// How W is drawn; nil leaves it zero.
  public var initializer: (any Initializer)?
  /// Biases are drawn from N(0, biasStd²).
  public var biasStd: Double
  /// N.
  public var norm: NormalizationKind
  /// p, the share of a that training drops: from 0 to 0.99.
  public var dropout: Double
  /// s; nil for a plain layer. A block needs as many inputs as outputs, and a layer below: where the
  /// widths differ, and in the first and the last layer, it is plain all the same.
  public var residualScale: Double?

  /// A layer of these parts.
  public init(
    width: Int, activation: (any Activation)? = nil, initializer: (any Initializer)? = nil,
    biasStd: Double = 0, norm: NormalizationKind = .none, dropout: Double = 0,
    residualScale: Double? = nil
  ) {
    self.width = width
    self.activation = activation
    self.initializer = initializer
    self.biasStd = biasStd
    self.norm = norm
    self.dropout = dropout
    self.residualScale = residualScale
  }
}
