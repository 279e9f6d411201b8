/// One way to write an initializer: `he-normal`, `normal:STD`, `orthogonal[:GAIN]`.
///
/// Every initializer type lists its own; `InitializerCatalog` joins the lists.
public struct InitializerForm: Sendable {
  /// Whether a number follows the name after a colon, and what it is called in messages.
  public enum Parameter: Sendable, Equatable {
    /// No number.
    case none
    /// A number must follow.
    case required(String)
    /// A number may follow; without one it is the default.
    case optional(String, default: Double)
  }

  /// The part before the colon.
  public let name: String
  /// The number after it.
  public let parameter: Parameter
  /// The least number allowed; every number is finite.
  public let minimum: Double

  private let make: @Sendable (Double) -> any Initializer

  /// A form without a number.
  public init(_ name: String, make: @escaping @Sendable () -> any Initializer) {
    self.init(name, .none, from: 0) { _ in make() }
  }

  /// A form with a number, finite and not below `minimum`.
  public init(
    _ name: String, _ parameter: Parameter, from minimum: Double = -.greatestFiniteMagnitude,
    make: @escaping @Sendable (Double) -> any Initializer
  ) {
    self.name = name
    self.parameter = parameter
    self.minimum = minimum
    self.make = make
  }

  /// As a person may type it: `he-normal`, `normal:STD`, `orthogonal[:GAIN]`.
  public var usage: String {
    switch parameter {
    case .none: name
    case .required(let label): "\(name):\(label)"
    case .optional(let label, _): "\(name)[:\(label)]"
    }
  }

  /// The usage and which numbers it takes: `normal:STD with a finite number from 0 up`.
  public var expectation: String {
    if parameter == .none { return "\(name) without a number" }
    let range = minimum == -.greatestFiniteMagnitude ? "" : " from \(shortest(minimum)) up"
    return "\(usage) with a finite number\(range)"
  }

  /// The initializer of this form with the number written in `text`, or without one.
  ///
  /// nil where a number is missing, not wanted, not a number, not finite or below `minimum`.
  public func initializer(_ text: Substring?) -> (any Initializer)? {
    guard let text else {
      switch parameter {
      case .none: return make(0)
      case .required: return nil
      case .optional(_, let number): return make(number)
      }
    }
    guard parameter != .none, let number = Double(text), number.isFinite, number >= minimum
    else { return nil }
    return make(number)
  }
}
