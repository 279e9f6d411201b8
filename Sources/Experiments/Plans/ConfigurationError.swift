import Datasets

/// A configuration that cannot be run: which option, what was expected, what came, what to do.
public struct ConfigurationError: Error, Equatable, CustomStringConvertible {
  /// One line.
  public let description: String
  /// Whether the configuration would be fine on a machine, or within limits, with more memory.
  public let isAboutMemory: Bool

  /// An error with this text.
  public init(_ description: String, isAboutMemory: Bool = false) {
    self.description = description
    self.isAboutMemory = isAboutMemory
  }

  /// `--depth: expected a whole number from 1 to 1000, got 0`.
  public static func outOfRange(_ option: String, expected: String, got: String)
    -> ConfigurationError
  {
    ConfigurationError("\(option): expected \(expected), got \(got)")
  }

  /// `--activation: unknown name "rleu"; did you mean "relu"? One of: …`.
  public static func unknown(_ option: String, _ name: String, valid: [String])
    -> ConfigurationError
  {
    // What may follow a name in brackets or after a colon is not part of it.
    let names = valid.map { String($0.prefix { $0 != ":" && $0 != "[" }) }
    let guess = ClosestName.closest(to: name, in: names).map { " Did you mean \"\($0)\"?" } ?? ""
    return ConfigurationError(
      "\(option): unknown name \"\(name)\".\(guess) Valid: \(valid.joined(separator: ", "))")
  }
}
