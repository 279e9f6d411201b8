import Records

/// What is said of a measured quantity to someone who wonders what a number is, and what it costs.
public struct QuantityDescription: Sendable, Hashable {
  /// How often a quantity is measured.
  public enum Cadence: String, Sendable, CaseIterable {
    /// At every step.
    case everyStep = "every-step"
    /// At the first step of a time point.
    case timePoint = "time-point"
    /// Now and then, on the batch of the step.
    case sample
    /// Now and then, on the probe set.
    case probe
  }

  /// The name in a record, such as `effectiveRank`.
  public let name: String
  /// The formula in the words of the field, with its source.
  public let definition: String
  /// The smallest tier that records it.
  public let tier: RecordingTier
  /// How often it is measured.
  public let cadence: Cadence
  /// What it is computed from, and where there is none.
  public let needs: String
  /// Time and memory of one measurement.
  public let cost: String

  /// A quantity described by these.
  public init(
    name: String, definition: String, tier: RecordingTier, cadence: Cadence, needs: String,
    cost: String
  ) {
    self.name = name
    self.definition = definition
    self.tier = tier
    self.cadence = cadence
    self.needs = needs
    self.cost = cost
  }
}
