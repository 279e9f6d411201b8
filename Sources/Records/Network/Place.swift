/// Where a signal is measured: a weight layer, the output of a block, a time step.
public struct Place: Codable, Sendable, Hashable {
  /// What it is.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    case dense, convolution, recurrent, attention, normalization, embedding, block, output, other

    /// A kind that this program does not know is `other`.
    public init(from decoder: any Decoder) throws {
      let name = try decoder.singleValueContainer().decode(String.self)
      self = Kind(rawValue: name) ?? .other
    }
  }

  /// Its path in the network, such as `layers.3` or `encoder.2.attention.query`.
  public var name: String
  /// What it is.
  public var kind: Kind
  /// Units, channels or features; 0 where that is not known.
  public var units: Int
  /// Number of inputs of a unit; 0 where it has no weights, or that is not known.
  public var fanIn: Int
  /// Number of outputs; 0 as for `fanIn`.
  public var fanOut: Int
  /// Weights and biases, and the scales and shifts of a norm; 0 where it has none.
  public var parameters: Int
  /// φ after it; nil where there is none, or its facts are not known.
  public var activation: ActivationFacts?
  /// The name of φ, where no more than that is known of it.
  public var activationName: String?
  /// The normalization before φ; nil where there is none, or it is not known.
  public var norm: NormFacts?
  /// The scale s of the branch that a shortcut goes around; nil where none does.
  public var bypass: Double?
  /// Whether its δ is the derivative with respect to its input, not to what its kind's is.
  public var hasDeltaOfInput = false

  /// A place of these facts; without a number of parameters, those of a dense layer without a norm.
  public init(
    name: String, kind: Kind = .dense, units: Int? = nil, fanIn: Int = 0, fanOut: Int = 0,
    parameters: Int? = nil, activation: ActivationFacts? = nil, norm: NormFacts? = nil,
    bypass: Double? = nil
  ) {
    self.name = name
    self.kind = kind
    self.units = units ?? fanOut
    self.fanIn = fanIn
    self.fanOut = fanOut
    self.parameters = parameters ?? (fanIn > 0 ? fanIn * fanOut + fanOut : 0)
    self.activation = activation
    self.norm = norm
    self.bypass = bypass
  }

  /// Decodes a place; only its name must be there.
  ///
  /// - Throws: `DecodingError` without a name, or for a value of another type than its key's.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func number(_ key: CodingKeys) throws -> Int? {
      try values.decodeIfPresent(Int.self, forKey: key)
    }
    self.init(
      name: try values.decode(String.self, forKey: .name),
      kind: try values.decodeIfPresent(Kind.self, forKey: .kind) ?? .other,
      units: try number(.units), fanIn: try number(.fanIn) ?? 0,
      fanOut: try number(.fanOut) ?? 0, parameters: try number(.parameters) ?? 0,
      activation: try? values.decodeIfPresent(ActivationFacts.self, forKey: .activation),
      norm: try values.decodeIfPresent(NormFacts.self, forKey: .norm),
      bypass: try values.decodeIfPresent(Double.self, forKey: .bypass))
    // Whatever else it may be called one day is not known.
    hasDeltaOfInput =
      (try? values.decodeIfPresent(String.self, forKey: .signal)) == Self.inputSignal
    guard activation == nil, values.contains(.activation) else { return }
    activationName =
      try (try? values.decode(Name.self, forKey: .activation).name)
      ?? values.decodeIfPresent(String.self, forKey: .activation)
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(kind, forKey: .kind)
    try values.encode(units, forKey: .units)
    try values.encode(fanIn, forKey: .fanIn)
    try values.encode(fanOut, forKey: .fanOut)
    try values.encode(parameters, forKey: .parameters)
    if let activation {
      try values.encode(activation, forKey: .activation)
    } else if let activationName {
      try values.encode(Name(name: activationName), forKey: .activation)
    }
    try values.encodeIfPresent(norm, forKey: .norm)
    try values.encodeIfPresent(bypass, forKey: .bypass)
    if hasDeltaOfInput { try values.encode(Self.inputSignal, forKey: .signal) }
  }

  /// The value of the key `signal` where `hasDeltaOfInput`.
  public static let inputSignal = "input"

  private struct Name: Codable { var name: String }

  private enum CodingKeys: CodingKey {
    case name, kind, units, fanIn, fanOut, parameters, activation, norm, bypass, signal
  }

  /// Whether it has weights of its own: then it is one of the weight layers.
  public var hasWeights: Bool { parameters > 0 || fanIn > 0 }
}
