import NeuralNetwork
import TrainingRecords

/// The variants that `compare` trains: the same network with other activations and initializers.
public struct Lineup: Sendable, Equatable {
  /// One variant.
  public struct Entry: Sendable, Equatable {
    /// Such as `relu-he`.
    public let name: String
    /// What to train.
    public let configuration: RunConfiguration
  }

  /// The variants, in the order they are shown.
  public let entries: [Entry]

  /// The names of the default lineup: four families, naive and matched.
  public static let standardNames = [
    "sigmoid-naive", "sigmoid-xavier", "tanh-naive", "tanh-xavier", "relu-naive", "relu-he",
    "residual-naive", "residual-he",
  ]

  /// A lineup of these names on a base configuration.
  ///
  /// A name is ACTIVATION-INIT or residual-INIT; residual blocks use ReLU and the scale 1/√L where
  /// the base does not set one.
  ///
  /// - Throws: `ConfigurationError` for an unknown or repeated name or a base that is not valid.
  public init(
    _ names: [String] = standardNames, base: RunConfiguration
  ) throws(ConfigurationError) {
    guard !names.isEmpty else {
      throw ConfigurationError("--lineup: expected at least one name, got none")
    }
    var entries: [Entry] = []
    for name in names {
      guard !entries.contains(where: { $0.name == name }) else {
        throw ConfigurationError("--lineup: \"\(name)\" is named twice; name each variant once")
      }
      let configuration = try Self.configuration(name, base: base)
      try ConfigurationCheck.check(configuration)
      entries.append(Entry(name: name, configuration: configuration))
    }
    self.entries = entries
  }

  /// Names that are valid, for messages.
  static var validNames: [String] {
    let families = ActivationCatalog.all.map(\.name) + ["residual"]
    return families.flatMap { family in
      InitializerCatalog.aliases.keys.sorted().map { "\(family)-\($0)" }
    }
  }

  private static func configuration(
    _ name: String, base: RunConfiguration
  ) throws(ConfigurationError) -> RunConfiguration {
    let parts = name.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    guard parts.count == 2, InitializerCatalog.named(parts[1]) != nil,
      parts[0] == "residual" || ActivationCatalog.named(parts[0]) != nil
    else { throw .unknown("--lineup", name, valid: standardNames) }
    var configuration = base
    configuration.initializer = InitializerCatalog.named(parts[1])?.name ?? parts[1]
    configuration.residual = parts[0] == "residual"
    configuration.activation = configuration.residual ? "relu" : parts[0]
    return configuration.withResidualScale
  }
}

extension RunConfiguration {
  /// s = 1/√L where residual blocks have no scale of their own; none for a plain network.
  var withResidualScale: RunConfiguration {
    var copy = self
    copy.residualScale =
      residual ? residualScale ?? 1 / Double(max(depth, 1)).squareRoot() : nil
    return copy
  }
}
