import Texts

/// What a lesson cannot be given, in one line: the option, what was expected, what came.
public struct LessonError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The line.
  public let description: String

  /// An error of these words.
  public init(_ description: String) { self.description = description }

  /// An option with a value that does not serve.
  static func value(_ option: LessonOption, expected: String, got: String) -> LessonError {
    LessonError("\(option.words): expected \(expected), got \(got.inQuotes)")
  }
}
