/// Something that is measured at a place at a step: one number.
///
/// The record, the store, the documents and the pages are made from `Quantity.all`. What a producer did
/// not measure is absent, which is not zero. A new quantity is a constant in a file of this folder and a
/// line in the list.
public struct Quantity: Sendable, Hashable {
  /// What becomes of it where several steps are one time point.
  public enum Merging: Sendable, Hashable {
    /// The mean over the steps, with the smallest and the largest beside it.
    case mean
    /// The sum: it is a count.
    case sum
  }

  /// Its place in the memory of a `PlaceStatistics`, from 0; never that of another quantity.
  public let slot: Int
  /// The name in records, logs and documents, in camel case, such as `deltaRMS`.
  public let name: String
  /// The formula in the words of the field.
  public let definition: String
  /// Its unit, such as "share of entries"; empty for a plain number.
  public let unit: String
  /// How steps are put together.
  public let merging: Merging
  /// The smallest tier in which this program records it; nil where only other programs do.
  public let tier: RecordingTier?
  /// What measuring it costs.
  public let cost: String

  /// A quantity described by these.
  ///
  /// - Parameter slot: From 0 to `capacity` − 1; another one is taken as the nearest of these.
  public init(
    slot: Int, _ name: String, _ definition: String, unit: String = "", merging: Merging = .mean,
    tier: RecordingTier? = .scalars, cost: String = ""
  ) {
    self.slot = min(max(slot, 0), Self.capacity - 1)
    self.name = name
    self.definition = definition
    self.unit = unit
    self.merging = merging
    self.tier = tier
    self.cost = cost
  }

  /// The most quantities that a place can have.
  public static let capacity = 28

  /// The name in columns and tags, such as `delta_rms`.
  public var column: String { SnakeCase.text(name) }

  /// Whether it is a count.
  public var isCount: Bool { merging == .sum }

  public static func == (a: Quantity, b: Quantity) -> Bool { a.slot == b.slot && a.name == b.name }

  public func hash(into hasher: inout Hasher) { hasher.combine(slot) }
}

extension Quantity {
  /// Every quantity, in the order of columns.
  public static let all: [Quantity] = [
    .deltaRMS, .deltaZeroFraction, .weightGradientNorm, .weightGradientRMS, .weightNorm,
    .updateRatio, .activationMean, .activationStd, .activationRMS, .preactivationMean,
    .preactivationStd, .preactivationRMS, .derivativeRMS, .saturatedLowFraction,
    .saturatedHighFraction, .zeroFraction, .nonFiniteActivations, .nonFiniteDeltas,
    .nonFiniteGradients, .nonFiniteWeights, .attentionEntropy, .attentionLogitMax, .tokenCosine,
    .forgetGateMean, .saturatedFraction, .activationExampleStd,
  ]

  /// The quantity of this name, in camel case; nil for one that this program does not know.
  public static func named(_ name: String) -> Quantity? { byName[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
