import Datasets
import Networks
import Records
import Texts

/// The variants that `compare` trains: the same network with other activations and initializers.
public struct Lineup: Sendable, Equatable {
  /// One variant.
  public struct Entry: Sendable, Equatable {
    /// Such as `relu-he`.
    public let name: String
    /// What to train.
    public let configuration: TrainingPlan

    /// A variant of this name.
    public init(name: String, configuration: TrainingPlan) {
      self.name = name
      self.configuration = configuration
    }
  }

  /// The variants, in the order they are shown.
  public let entries: [Entry]

  /// The names of the default lineup: four families, naive and matched.
  public static let standardNames = [
    "sigmoid-naive", "sigmoid-xavier", "tanh-naive", "tanh-xavier", "relu-naive", "relu-he",
    "residual-naive", "residual-he",
  ]

  /// The default lineup on a base: without residual networks where no shortcut has room.
  public static func standardNames(on base: TrainingPlan) -> [String] {
    standardNames.filter { base.hasRoomForShortcuts || !$0.hasPrefix("residual-") }
  }

  /// A lineup of these names on a base configuration.
  ///
  /// A name is ACTIVATION-INIT or residual-INIT; residual blocks use ReLU and the scale 1/√L where
  /// the base does not set one.
  ///
  /// - Throws: `ConfigurationError` for an unknown or repeated name or a base that is not valid.
  public init(
    _ names: [String] = standardNames, base: TrainingPlan
  ) throws(ConfigurationError) {
    guard !names.isEmpty else {
      throw ConfigurationError(field: "lineup", "expected at least one name, got none")
    }
    var entries: [Entry] = []
    for name in names {
      guard !entries.contains(where: { $0.name == name }) else {
        throw ConfigurationError(
          field: "lineup", "\"\(name)\" is named twice; name each variant once")
      }
      let configuration = try Self.configuration(name, base: base)
      try ConfigurationCheck.check(configuration)
      guard !configuration.residual || configuration.hasRoomForShortcuts else {
        throw ConfigurationError(
          field: "lineup", "\(name): \(ConfigurationCheck.noRoom(in: configuration))")
      }
      entries.append(Entry(name: name, configuration: configuration))
    }
    self.entries = entries
  }

  /// Every name of an activation or "residual", each with the short names of initializers.
  static var validNames: [String] {
    (ActivationCatalog.all.map(\.name) + ["residual"]).flatMap { family in
      InitializerCatalog.aliases.keys.sorted().map { "\(family)-\($0)" }
    }
  }

  private static func configuration(
    _ name: String, base: TrainingPlan
  ) throws(ConfigurationError) -> TrainingPlan {
    guard let (family, initializer) = parts(of: name) else {
      let guess =
        ClosestName.closest(to: name, in: validNames).map { " Did you mean \"\($0)\"?" } ?? ""
      throw ConfigurationError(
        field: "lineup",
        "unknown name \"\(name)\".\(guess) Valid: ACTIVATION-INIT or residual-INIT, "
          + "with ACTIVATION one of \(ActivationCatalog.all.map(\.name).joined(separator: ", ")) "
          + "and INIT one of \(InitializerCatalog.names.joined(separator: ", "))")
    }
    var configuration = base
    configuration.initializer = PerLayer(initializer)
    configuration.residual = family == "residual"
    configuration.activation = PerLayer(configuration.residual ? "relu" : family)
    return configuration.withResidualScale
  }

  /// The two halves of a name; both may have hyphens of their own, as in leaky-relu-he-normal.
  private static func parts(of name: String) -> (family: String, initializer: String)? {
    for hyphen in name.indices where name[hyphen] == "-" {
      let family = String(name[..<hyphen])
      guard family == "residual" || ActivationCatalog.named(family) != nil,
        let initializer = InitializerCatalog.named(String(name[name.index(after: hyphen)...]))
      else { continue }
      return (ActivationCatalog.named(family)?.name ?? family, initializer.name)
    }
    return nil
  }
}
