/// What a network is to predict.
public enum Prediction: Sendable, Hashable {
  /// One of this many classes.
  case classes(Int)
  /// This many real numbers.
  case values(Int)
  /// This many answers of yes or no, 1 or 0, any number of which may be yes: labels that do not
  /// exclude each other.
  case flags(Int)
}
