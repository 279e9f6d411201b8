/// Which statistics a batch normalization uses.
public enum NormalizationMode: Sendable {
  /// The batch's, which also enter the running averages.
  case training
  /// The batch's; the running averages stay as they are. For looking without a trace.
  case probing
  /// The running averages: each example's result is its own.
  case evaluation
}
