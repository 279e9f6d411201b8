/// How a run ended.
public enum RunStatus: String, Codable, Sendable {
  /// All steps were made.
  case completed
  /// The loss was not finite; training stopped there.
  case diverged
  /// Somebody stopped it; what was recorded until then is here.
  case interrupted
}
