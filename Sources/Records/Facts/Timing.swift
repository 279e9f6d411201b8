/// Where the time of a run went.
public struct Timing: Codable, Sendable, Equatable {
  /// Updates made.
  public var steps = 0
  /// Wall time of the training loop, instrumentation included, in seconds.
  public var trainingSeconds = 0.0
  /// Wall time spent measuring between the passes and updates, in seconds. What they add up on the
  /// way is not in it, because a clock would cost more than that.
  public var instrumentationSeconds = 0.0

  /// Nothing timed yet.
  public init() {}

  /// trainingSeconds in microseconds a step.
  public var microsecondsPerStep: Double {
    steps == 0 ? 0 : trainingSeconds * 1e6 / Double(steps)
  }
}
