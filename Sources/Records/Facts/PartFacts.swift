/// The facts about a loss that a judgement needs.
public struct LossFacts: Codable, Sendable, Hashable {
  /// What it measures.
  public enum Kind: String, Codable, Sendable {
    /// −ln p of the right class, or of every 0/1 target.
    case logLikelihood
    /// Squares of errors.
    case squaredError
    /// Something else.
    case other

    /// A kind that this program does not know is `other`.
    public init(from decoder: any Decoder) throws {
      self = Kind(rawValue: try decoder.singleValueContainer().decode(String.self)) ?? .other
    }
  }

  /// Such as `cross-entropy`.
  public var name: String
  /// What it measures; nil where that is not known.
  public var kind: Kind?
  /// Whether one class of several is right, so that an undecided answer costs ln K; nil where that is not
  /// known.
  public var isOverClasses: Bool?
  /// What becomes of the raw outputs before it compares them: `softmax`, `sigmoid`, `relu`, `tanh`, `none`;
  /// nil where that is not known.
  public var outputActivation: String?
  /// What the network itself makes of its outputs before a loss that takes raw ones, and makes probabilities of them
  /// once more: `softmax`, `sigmoid`; nil where it hands on raw outputs, and where that is not known.
  public var inputActivation: String?

  /// A loss of which this is known.
  public init(
    name: String, kind: Kind? = nil, isOverClasses: Bool? = nil, outputActivation: String? = nil,
    inputActivation: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.isOverClasses = isOverClasses
    self.outputActivation = outputActivation
    self.inputActivation = inputActivation
  }
}

/// The facts about an optimizer that a judgement needs.
public struct OptimizerFacts: Codable, Sendable, Hashable {
  /// Such as `adam`.
  public var name: String
  /// Whether each update is divided by the gradient's own size, so that a layer with little of it moves
  /// all the same; nil where that is not known.
  public var dividesByGradientSize: Bool?
  /// μ; nil without, or where that is not known.
  public var momentum: Double?

  /// An optimizer of which this is known.
  public init(name: String, dividesByGradientSize: Bool? = nil, momentum: Double? = nil) {
    self.name = name
    self.dividesByGradientSize = dividesByGradientSize
    self.momentum = momentum
  }
}

/// The facts about the first weights that a judgement needs.
public struct InitializerFacts: Codable, Sendable, Hashable {
  /// Where the first weights came from.
  public enum Source: String, Codable, Sendable {
    /// An initializer drew them, or set them all alike.
    case drawn
    /// A file.
    case file
    /// Whoever built the network: they may have been trained before.
    case given

    /// A source that this program does not know may be a trained network, as `given` may.
    public init(from decoder: any Decoder) throws {
      self = Source(rawValue: try decoder.singleValueContainer().decode(String.self)) ?? .given
    }
  }

  /// The name of the initializer, parameters included, or of the file.
  public var name: String
  /// Where they came from.
  public var source: Source
  /// Whether it is the one made for the run's activation.
  public var isMatching: Bool

  /// The name of the one made for the run's activation, of several activations a list; nil where it is
  /// not known.
  public var matching: String?

  /// First weights of which this is known.
  public init(
    name: String, source: Source = .drawn, isMatching: Bool = false, matching: String? = nil
  ) {
    self.matching = matching
    self.name = name
    self.source = source
    self.isMatching = isMatching
  }

  /// Whether the first weights may have been trained before.
  public var mayBeTrained: Bool { source != .drawn }
}
