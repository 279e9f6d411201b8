/// What a network is to learn from a dataset.
///
/// It is not named `Task`, which is the name of a type of Swift's own.
public enum LearningTask: String, Sendable, CaseIterable {
  /// One of a few classes for each example.
  case classification
  /// One number for each example, or several.
  case regression
  /// Several answers of yes or no, 1 or 0, for each example; any number of them may be yes.
  case multiLabel = "multi-label"
}
