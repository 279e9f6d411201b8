/// Every number a rule compares with, and the reason for it.
public struct Thresholds: Codable, Sendable, Equatable {
  /// GS101: δ in the first layers below this share of δ in layer L. At 1 % the first layers learn a
  /// hundred times more slowly than the last, which no learning rate can bridge; ReLU with Xavier
  /// at depth 10, which trains, keeps 4 %.
  public var vanishedShare = 1e-2
  /// GS101, GS104: δ of the output, p − y, below this: every example has p within 10⁻¹⁰ of its
  /// answer, and nothing is left to learn from.
  public var fittedDelta = 1e-10
  /// GS101: δ in layer L below this share of δ at the output: all hidden layers starve alike.
  /// N(0, 0.01²) in the output layer alone leaves about 10⁻².
  public var vanishedAtOutputShare = 1e-4
  /// GS101: below this share it is an error even before there were enough steps to see whether the
  /// run learns. ReLU with Xavier at depth 30 keeps 2–7·10⁻⁵ and stays at chance over 1,000 steps.
  public var hopelessShare = 1e-4
  /// GS101: a run whose δ vanishes to the end and whose loss has not come this far from guessing is
  /// held back by it.
  public var heldBackProgress = 0.5
  /// GS102: δ in layer 1 above this multiple of δ in layer L: a learning rate that suits the last
  /// layers is ten times too large for the first.
  public var explodedGrowth = 10.0
  /// GS102: gradient norm above this multiple of its first values.
  public var explodedOverTime = 1e3
  /// GS201: share of saturated entries in a layer: the median unit passes < 5 % of its gradient.
  public var saturatedShare = 0.5
  /// GS202: share of a layer's units that fell silent after step 0.
  public var diedShare = 0.25
  /// GS203: share of a layer's units silent at step 0. He networks on low-dimensional data have
  /// 12–27 % in layer 10.
  public var bornSilentShare = 0.5
  /// GS401: final loss above this multiple of the larger of initial and chance loss.
  public var divergedLoss = 2.0
  /// GS402: the loss has to fall below chance by this share of it before a run has learned.
  public var learnedShare = 0.05
  /// GS402: a run whose training accuracy has come this far from that of the most frequent class to 1
  /// has learned, whatever its loss. No guess comes that far.
  public var learnedAccuracy = 0.25
  /// Updates after which a run that is at chance is said to have learned nothing.
  public var stepsToJudgeLearning = 100

  /// The defaults.
  public init() {}

  /// The defaults.
  public static let standard = Thresholds()
}
