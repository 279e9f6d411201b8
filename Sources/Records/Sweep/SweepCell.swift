/// What came of one cell of a sweep.
public struct SweepCell: Sendable, Equatable {
  /// How it ended.
  public var status: RunStatus
  /// The word of its judgement; nil where it was not judged.
  public var verdict: String?
  /// How many findings of the judgement are warnings.
  public var warnings: Int
  /// Loss and accuracy at the end.
  public var evaluation: Evaluation
  /// What guessing achieves on its data.
  public var chance: Chance
  /// Its number in the store; nil where it is not kept.
  public var run: Int64?
  /// Whether it was in the store already, and not trained again.
  public var wasStored = false

  /// A cell that ended.
  public init(
    status: RunStatus, verdict: String?, warnings: Int = 0, evaluation: Evaluation, chance: Chance,
    run: Int64? = nil, wasStored: Bool = false
  ) {
    self.status = status
    self.verdict = verdict
    self.warnings = warnings
    self.evaluation = evaluation
    self.chance = chance
    self.run = run
    self.wasStored = wasStored
  }

  /// Accuracy on the examples held out, or on those of training where none were. NaN where values
  /// are predicted, and where the network answers with NaN.
  public var accuracy: Double {
    loss.isNaN ? .nan : evaluation.validationAccuracy ?? evaluation.trainingAccuracy
  }

  /// Loss on the examples held out, or on those of training where none were.
  public var loss: Double { evaluation.validationLoss ?? evaluation.finalLoss }
}
