import Records

/// A run that has come to its end, without its time points.
public struct FinishedRun: Sendable, Equatable {
  /// Its number in the store.
  public var id: Int64
  /// Whether it made all steps or diverged.
  public var status: RunStatus
  /// The word of its judgement; nil where it was not judged.
  public var verdict: String?
  /// How many findings of the judgement are warnings.
  public var warnings: Int
  /// Loss and accuracy at the end.
  public var evaluation: Evaluation
  /// What guessing achieves on its data; nil where that is not known.
  public var chance: Chance?
}
