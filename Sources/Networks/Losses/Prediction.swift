/// What a network is to predict.
public enum Prediction: Sendable, Hashable {
  /// One of this many classes.
  case classes(Int)
  /// This many real numbers.
  case values(Int)
}
