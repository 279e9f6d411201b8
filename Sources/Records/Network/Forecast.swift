/// What theory says of a configuration that nobody has trained.
public struct Forecast: Codable, Sendable, Equatable {
  /// One hidden layer.
  public struct Layer: Codable, Sendable, Equatable {
    /// ℓ from 1.
    public var index: Int
    /// Number of inputs.
    public var fanIn: Int
    /// Number of outputs.
    public var fanOut: Int
    /// q, the variance of z.
    public var variance: Double
    /// √E[φ′(z)²].
    public var derivativeRMS: Double
    /// Share of entries with φ′ below 5 % of its maximum.
    public var saturatedFraction: Double
    /// Root mean square of a.
    public var activationRMS: PredictedProfile.Band
    /// Root mean square of δ.
    public var deltaRMS: PredictedProfile.Band

    /// A layer of these numbers.
    public init(
      index: Int, fanIn: Int, fanOut: Int, variance: Double, derivativeRMS: Double,
      saturatedFraction: Double, activationRMS: PredictedProfile.Band,
      deltaRMS: PredictedProfile.Band
    ) {
      self.index = index
      self.fanIn = fanIn
      self.fanOut = fanOut
      self.variance = variance
      self.derivativeRMS = derivativeRMS
      self.saturatedFraction = saturatedFraction
      self.activationRMS = activationRMS
      self.deltaRMS = deltaRMS
    }
  }

  /// A point of the curve that shows what other first weights would do.
  public struct GainPoint: Codable, Sendable, Equatable {
    /// σw² = fan-in · Var W.
    public var gain: Double
    /// √χ at its fixed point.
    public var factorPerLayer: Double

    /// A point.
    public init(gain: Double, factorPerLayer: Double) {
      self.gain = gain
      self.factorPerLayer = factorPerLayer
    }
  }

  /// What it is a forecast of.
  public var facts: RunFacts
  /// The network.
  public var network: NetworkSummary
  /// What is needed to train it.
  public var plan: JSONValue?
  /// σw² = fan-in · Var W of the hidden layers; nil where there is none, or they are not alike.
  public var weightVariance: Double?
  /// σb² = Var b.
  public var biasVariance: Double
  /// q*, the variance of z that deep layers have; nil with shortcuts, where it grows from layer to
  /// layer.
  public var qStar: Double?
  /// χ, the factor of δ² per layer going back, at q*; with shortcuts the mean over the layers.
  public var chi: Double?
  /// ξ = 1/|ln χ| layers.
  public var depthScale: Double?
  /// The factor of δ's root mean square per layer in this network, over layers 2…L.
  public var factorPerLayer: Double?
  /// Layers after which δ has fallen to 1 %, or grown a hundredfold; nil where that never happens.
  public var layersToHundredth: Int?
  /// Layers after which δ has fallen to 10⁻⁴, or grown to 10⁴: deeper than that, a run does not train;
  /// nil where that never happens.
  public var trainableDepth: Int?
  /// The σw² with χ = 1; nil where there is none.
  public var criticalGain: Double?
  /// What other gains would do; empty where the gain does not matter.
  public var gains: [GainPoint] = []
  /// Hidden layers 1…L; empty where the weights have no variance.
  public var layers: [Layer] = []
  /// Why the theory does not apply; empty where it does.
  public var limits: [String] = []

  /// A forecast to be filled in.
  public init(
    _ facts: RunFacts, network: NetworkSummary, plan: JSONValue? = nil, weightVariance: Double?,
    biasVariance: Double
  ) {
    self.facts = facts
    self.network = network
    self.plan = plan
    self.weightVariance = weightVariance
    self.biasVariance = biasVariance
  }
}
