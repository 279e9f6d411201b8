/// What a network is, in the few words that a heading has room for.
public struct NetworkSummary: Codable, Sendable, Hashable {
  /// L, the number of places of its main chain.
  public var depth: Int
  /// Units of each of them.
  public var widths: [Int]
  /// The name of φ of each of them; "?" where it is not known.
  public var activations: [String]
  /// The normalization before φ; nil where there is none, or it is not known.
  public var norm: String?
  /// s of the residual blocks; nil where no shortcut goes around anything.
  public var residualScale: Double?
  /// The name of the initializer; nil where it is not known.
  public var initializer: String?
  /// Standard deviation of the first biases.
  public var biasStd: Double

  /// A network of these parts.
  public init(
    widths: [Int], activations: [String], norm: String? = nil, residualScale: Double? = nil,
    initializer: String? = nil, biasStd: Double = 0
  ) {
    depth = widths.count
    self.widths = widths
    self.activations = activations
    self.norm = norm
    self.residualScale = residualScale
    self.initializer = initializer
    self.biasStd = biasStd
  }

  /// The network of a record, as its main chain shows it.
  public init(_ record: RunRecord) {
    let places = record.chains.first.map { record.places(of: $0) } ?? []
    self.init(
      widths: places.map(\.units),
      activations: places.map { $0.activation?.name ?? $0.activationName ?? "?" },
      norm: places.lazy.compactMap { $0.norm?.name }.first,
      residualScale: places.lazy.compactMap(\.bypass).first,
      initializer: record.facts.initializer?.name)
  }

  /// Whether shortcuts go around some of its places.
  public var isResidual: Bool { residualScale != nil }

  /// Whether a shortcut could go around one of its places: it needs a place below of the same width.
  public var hasRoomForShortcuts: Bool { zip(widths, widths.dropFirst()).contains { $0 == $1 } }

  /// Such as `64`, or `128, 64, 32` where they differ; at most `limit` of these.
  public func width(limit: Int = 4) -> String { Self.list(widths.map { "\($0)" }, limit) }

  /// Such as `relu`, or `tanh, relu, relu` where they differ; at most `limit` of these.
  public func activation(limit: Int = 4) -> String { Self.list(activations, limit) }

  private static func list(_ parts: [String], _ limit: Int) -> String {
    if let first = parts.first, parts.allSatisfy({ $0 == first }) { return first }
    let shown = parts.prefix(max(limit, 1)).joined(separator: ", ")
    return parts.count > limit ? "\(shown), …" : shown
  }
}
