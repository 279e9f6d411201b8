/// Parts that do not fit together: which object, what was expected, what came, what to do.
public struct TrainingError: Error, Equatable, CustomStringConvertible {
  /// One line.
  public let description: String

  /// One line that names the object, what was expected, what came and what to do.
  init(_ description: String) { self.description = description }
}
