/// Loss and accuracy over whole sets, not batches.
public struct Evaluation: Codable, Sendable, Equatable {
  /// Training loss before the first update.
  public var initialLoss = Double.nan
  /// Training loss at the end.
  public var finalLoss = Double.nan
  /// Validation loss at the end; nil without a validation set.
  public var validationLoss: Double?
  /// Training accuracy at the end.
  public var trainingAccuracy = Double.nan
  /// Validation accuracy at the end; nil without a validation set.
  public var validationAccuracy: Double?
  /// Examples in the training set.
  public var trainingExamples = 0
  /// Examples in the validation set.
  public var validationExamples = 0

  /// Nothing evaluated yet.
  public init() {}
}
