import Datasets
import Texts

/// A configuration that cannot be run: which field, what was expected, what came, what to do.
public struct ConfigurationError: FieldError, Equatable {
  /// The field of the plan that is meant, such as `learningRate`; nil where it is not one of them.
  public let field: String?
  /// What was expected, what came, what to do.
  public let problem: FieldMessage
  /// Whether the configuration would be fine on a machine, or within limits, with more memory.
  public let isAboutMemory: Bool

  /// The field and the problem, in one line.
  public var message: FieldMessage {
    guard let field else { return problem }
    return "\(field: field): \(problem)"
  }

  /// An error with this message.
  public init(_ message: FieldMessage, isAboutMemory: Bool = false) {
    field = nil
    problem = message
    self.isAboutMemory = isAboutMemory
  }

  /// An error of a field.
  public init(field: String, _ problem: FieldMessage) {
    self.field = field
    self.problem = problem
    isAboutMemory = false
  }

  /// `` `depth`: expected a whole number from 1 to 1000, got 0 ``.
  public static func outOfRange(
    _ field: String, expected: FieldMessage, got: FieldMessage
  ) -> ConfigurationError {
    ConfigurationError(field: field, "expected \(expected), got \(got)")
  }

  /// `` `activation`: unknown name "rleu". Did you mean "relu"? Valid: … ``.
  public static func unknown(
    _ field: String, _ name: String, valid: [String]
  ) -> ConfigurationError {
    ConfigurationError(field: field, "\(unknownName(name, valid: valid))")
  }

  /// `unknown name "rleu". Did you mean "relu"? Valid: …`, without saying what it names.
  public static func unknownName(_ name: String, valid: [String]) -> String {
    // What may follow a name in brackets or after a colon is not part of it.
    let names = valid.map { String($0.prefix { $0 != ":" && $0 != "[" }) }
    let guess = ClosestName.closest(to: name, in: names).map { " Did you mean \"\($0)\"?" } ?? ""
    return "unknown name \"\(name)\".\(guess) Valid: \(valid.joined(separator: ", "))"
  }
}
