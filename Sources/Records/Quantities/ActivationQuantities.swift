extension Quantity {
  /// Mean of a.
  public static let activationMean = Quantity(
    slot: 6, "activationMean", "mean of a over batch and units", cost: sums)
  /// Standard deviation of a.
  public static let activationStd = Quantity(
    slot: 7, "activationStd", "standard deviation of a over batch and units", cost: sums)
  /// √(mean over units j of Var over examples i of a_ij): how much a differs from example to example, the
  /// differences between units left out. NaN, as not measured, for a batch of one example.
  ///
  /// A layer where every example gives the same answer has 0 here, whatever its `activationStd`. The values
  /// are as good as the activations: float32 holds numbers near a that are 2⁻²⁴·|a| to 2⁻²³·|a| apart (near ½
  /// 6·10⁻⁸), so that of activations near ½ a deviation below some 3·10⁻⁸ is 0 or their rounding. Around 0 there
  /// is no such limit.
  public static let activationExampleStd = Quantity(
    slot: 25, "activationExampleStd",
    "√(mean over units of the variance of a over the examples of the batch); not of one example",
    cost: "a second look at a when it is made")
  /// Root mean square of a.
  public static let activationRMS = Quantity(
    slot: 8, "activationRMS", "√(mean of a²) over batch and units", cost: sums)
  /// Mean of z.
  public static let preactivationMean = Quantity(
    slot: 9, "preactivationMean", "mean of z over batch and units", cost: sums)
  /// Standard deviation of z.
  public static let preactivationStd = Quantity(
    slot: 10, "preactivationStd", "standard deviation of z over batch and units", cost: sums)
  /// Root mean square of z.
  public static let preactivationRMS = Quantity(
    slot: 11, "preactivationRMS", "√(mean of z²) over batch and units", cost: sums)
  /// √(mean of φ′(z)²): the activation's share of the factor by which δ changes here.
  public static let derivativeRMS = Quantity(
    slot: 12, "derivativeRMS", "√(mean of φ′(z)²) over batch and units", cost: sums)
  /// Share of entries with φ′(z) < 5 % of its maximum at the low end; 0 where φ does not saturate.
  public static let saturatedLowFraction = Quantity(
    slot: 13, "saturatedLowFraction",
    "share of entries with φ′(z) < 5 % of max φ′ at the low end; 0 where φ does not saturate",
    unit: "share of entries", cost: sums)
  /// The same at the high end.
  public static let saturatedHighFraction = Quantity(
    slot: 14, "saturatedHighFraction",
    "share of entries with φ′(z) < 5 % of max φ′ at the high end; 0 where φ does not saturate",
    unit: "share of entries", cost: sums)
  /// Share of entries with φ′(z) < 5 % of its maximum at both ends together, where no more is known: with
  /// a number for each end this program leaves it out.
  public static let saturatedFraction = Quantity(
    slot: 24, "saturatedFraction",
    "share of entries with φ′(z) < 5 % of max φ′ at both ends, where the ends were not told apart",
    unit: "share of entries", tier: nil)
  /// Share of exact zeros in a.
  public static let zeroFraction = Quantity(
    slot: 15, "zeroFraction", "share of exact zeros in a", unit: "share of entries", cost: sums)
  /// Values of a or z that are NaN or infinite.
  public static let nonFiniteActivations = Quantity(
    slot: 16, "nonFiniteActivations", "values of a or z that are NaN or infinite", unit: "values",
    merging: .sum, cost: "a pass over a and z where their sums are not finite")

  private static let sums = "sums over z, a and φ′ while they are made"
}
