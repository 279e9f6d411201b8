import Networks

extension NetworkDesign {
  /// A weight layer: z = N(x·W + b), a = φ(z), and what the next layer reads is a after dropout; as a
  /// block z = z below + s·N(x·W + b).
  public struct Layer: Sendable {
    /// n_{ℓ−1}.
    public var fanIn: Int
    /// n_ℓ.
    public var fanOut: Int
    /// φ; `Identity` where a is z.
    public var activation: any Activation = Identity()
    /// How W is drawn; nil where it is zero.
    public var initializer: (any Initializer)?
    /// σb², the variance of the first biases.
    public var biasVariance: Double
    /// N.
    public var normalization = NormalizationKind.none
    /// p, the share of a that training drops, from 0 to 0.99.
    public var dropout = 0.0
    /// s, as asked for; nil for a plain layer.
    public var residualScale: Double?
    /// Whether it is a residual block: s was asked for, it has as many inputs as outputs, and is neither
    /// the first nor the last layer.
    public internal(set) var isBlock = false

    init(fanIn: Int, fanOut: Int, initializer: (any Initializer)?, biasVariance: Double) {
      self.fanIn = fanIn
      self.fanOut = fanOut
      self.initializer = initializer
      self.biasVariance = biasVariance
    }

    init(_ design: LayerDesign, reading fanIn: Int) {
      self.init(
        fanIn: fanIn, fanOut: max(design.width, 1), initializer: design.initializer,
        biasVariance: design.biasStd * design.biasStd)
      activation = design.activation ?? Identity()
      normalization = design.norm
      // As the layer of a network takes it.
      dropout = design.dropout > 0 ? min(design.dropout, 0.99) : 0
      residualScale = design.residualScale
    }

    /// E[m²] = 1/(1 − p) of a mask m that is 1/(1 − p) with probability 1 − p and else 0. E[m] = 1,
    /// E[m⁴] = 1/(1 − p)³.
    ///
    /// The next layer reads m·a with E[(m·a)²] = E[a²]/(1 − p), and the same mask multiplies what comes
    /// back: δ² gains the same factor.
    var maskSquare: Double { 1 / (1 - dropout) }

    /// s, where it is a block; else 1.
    var branchScale: Double { isBlock ? residualScale ?? 1 : 1 }

    /// Whether a norm stands between its sums and its z.
    var isNormalized: Bool { normalization != .none }

    /// Whether no weight differs from another: then the mean over them says nothing. A block whose
    /// branch is zero is no such layer: it passes on what it reads.
    var hasOneWeight: Bool {
      let isZero =
        initializer.map { ($0 as? Constant)?.value == 0 || !($0 is Constant) } ?? true
      return !(isBlock && isZero) && variance(reading: 1) == 0
    }

    /// Var W, where the mean square of what it reads is known: an initializer that looks at data makes
    /// the variance of its sums 1.
    func variance(reading meanSquare: Double) -> Double {
      guard let initializer else { return 0 }
      guard initializer is LayerSequentialUnitVariance, meanSquare > 0 else {
        return initializer.variance(fanIn: fanIn, fanOut: fanOut)
      }
      // As it does itself: where biases alone come near to 1, it leaves them out.
      let wanted = biasVariance < 0.9 ? 1 - biasVariance : 1
      return wanted / (Double(fanIn) * meanSquare)
    }

    /// Whether another hidden layer differs in its inputs at most.
    func isAlike(_ other: Layer) -> Bool {
      fanOut == other.fanOut && isSame(activation, other.activation)
        && initializer?.name == other.initializer?.name && biasVariance == other.biasVariance
        && normalization == other.normalization && dropout == other.dropout
        && residualScale == other.residualScale
    }
  }
}
