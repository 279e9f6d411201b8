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
  /// GS101: a run whose δ vanishes to the end and whose loss has not come this far from guessing learned
  /// next to nothing because of it. It is three times `learnedShare`; runs that came further
  /// learn with their last layers.
  public var littleProgress = 0.15
  /// A run whose loss has not come this far from guessing is held back by what is found: a warning,
  /// where one that came further gets a note.
  public var heldBackProgress = 0.5
  /// GS102: δ in layer 1 above this multiple of δ in layer L: a learning rate that suits the last
  /// layers is ten times too large for the first.
  public var explodedGrowth = 10.0
  /// GS102: gradient norm above this multiple of its first values.
  public var explodedOverTime = 1e3
  /// GS105: deviation of the activations of layer L below this share of that of layer 1. At 1 % the
  /// last layers see a hundredth of what the first ones see, as with δ; ReLU with Xavier at depth 10,
  /// which trains, keeps 4 %.
  public var collapsedShare = 1e-2
  /// GS106: RMS of z in layer L above this, where activations were made for 1, and above this multiple
  /// of layer 1's. Scaled residual branches, which train,
  /// reach √e = 1.6; unscaled ones 32 at depth 10. Draws of healthy networks of depth 30 and width 64
  /// differ by a factor of 2 or 3.
  public var explodedSignal = 10.0
  /// GS201: share of saturated entries in a layer: the median unit passes < 5 % of its gradient.
  public var saturatedShare = 0.5
  /// GS202: share of a layer's units that fell silent after step 0.
  public var diedShare = 0.25
  /// GS203: share of a layer's units silent at step 0. He networks on low-dimensional data have
  /// 12–27 % in layer 10.
  public var bornSilentShare = 0.5
  /// GS301: what the first weights multiply a signal by over all layers, against those made for the
  /// activation, in either direction. It is 1 / `vanishedShare`: beyond it δ is lost.
  public var poorTotalGain = 100.0
  /// GS301: the same of a single layer: a decimal order is no draw of any initializer made for an
  /// activation, which differ from one another by a factor of 2.
  public var poorLayerGain = 10.0
  /// GS301: a signal this many times beyond the band in which theory has 99 of 100 draws. Of 3,000 drawn
  /// networks none was beyond it at all; the batch and data of odd shape take up the factor.
  public var offTheory = 2.0
  /// GS302: ‖ΔW‖ / ‖W‖ below this. A healthy step is near 10⁻³; with a hundredth of it 1,000 steps in
  /// one direction change the weights by 1 %.
  public var smallUpdate = 1e-5
  /// GS303: ‖ΔW‖ / ‖W‖ above this. It is a hundred times the healthy 10⁻³: ten such steps replace the
  /// weights, and the linear picture that a gradient is ends long before.
  public var largeUpdate = 0.1
  /// GS304: share of a layer's units that differ from one another. Below a half most units are copies.
  public var distinctShare = 0.5
  /// GS401: final loss above this multiple of the larger of initial and chance loss.
  public var divergedLoss = 2.0
  /// GS402: the loss has to fall below chance by this share of it before a run has learned.
  public var learnedShare = 0.05
  /// GS402: a run whose training accuracy has come this far from that of the most frequent class to 1
  /// has learned, whatever its loss. No guess comes that far.
  public var learnedAccuracy = 0.25
  /// GS403: the median change of the loss from one step to the next, as a share of the loss of
  /// guessing. Beside it 1/√b is allowed, which is about what the losses of two batches of b examples
  /// differ by where nothing changes.
  public var oscillation = 0.15
  /// GS404: training accuracy above validation accuracy by this much. On the digits networks that
  /// generalize differ by 2 to 7 %.
  public var overfitGap = 0.15
  /// GS404: validation loss above training loss by this share of the loss of guessing: half of what can
  /// be learned was learned by heart.
  public var overfitLoss = 0.5
  /// GS405: first loss above this multiple of that of an undecided answer, or below its inverse. First
  /// weights of healthy He networks reach 1.6.
  public var unexpectedLoss = 2.0
  /// GS501: mean or deviation of a column above this. Initializers assume 0 and 1; the curvature of the
  /// loss grows with the square, so that at 10 the largest stable learning rate is a hundredth.
  public var unscaledSize = 10.0
  /// GS501: RMS of all features, or of the targets, below this: next to biases and weight decay nothing
  /// of them is left.
  public var tinySize = 1e-2
  /// Updates after which a run that is at chance is said to have learned nothing.
  public var stepsToJudgeLearning = 100

  /// The defaults.
  public init() {}

  /// The defaults.
  public static let standard = Thresholds()
}
