/// How an initializer is named on the command line: its name, and a number where it takes one.
public struct InitializerForm: Sendable {
  /// Whether a number follows the name.
  public enum Parameter: Sendable {
    /// `he-normal`.
    case none
    /// `normal:STD`; from 0 up, or any finite number.
    case required(String, allowsNegative: Bool)
    /// `orthogonal[:GAIN]`, from 0 up, with a value where it is left out.
    case optional(String, standard: Double)
  }

  /// The name before the colon.
  public let name: String
  /// The number after it.
  public let parameter: Parameter
  private let make: @Sendable (Double) -> any Initializer

  /// A form that takes a number.
  public init(
    _ name: String, _ parameter: Parameter, make: @escaping @Sendable (Double) -> any Initializer
  ) {
    self.name = name
    self.parameter = parameter
    self.make = make
  }

  /// A form without a number.
  public init(_ initializer: any Initializer) {
    self.init(initializer.name, .none) { _ in initializer }
  }

  /// As a person types it: `normal:STD`.
  public var usage: String {
    switch parameter {
    case .none: name
    case .required(let word, _): "\(name):\(word)"
    case .optional(let word, _): "\(name)[:\(word)]"
    }
  }

  /// What is expected after the name, for a message.
  public var expectation: String {
    switch parameter {
    case .none: "\(name) without a number"
    case .required(_, true): "\(usage) with a finite number"
    case .required(_, false), .optional: "\(usage) with a finite number from 0 up"
    }
  }

  /// The initializer of this text, or nil where it is not of this form.
  public func parse(_ text: String) -> (any Initializer)? {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts[0] == name else { return nil }
    guard parts.count == 2 else {
      switch parameter {
      case .none: return make(0)
      case .required: return nil
      case .optional(_, let standard): return make(standard)
      }
    }
    guard let value = Double(parts[1]), value.isFinite else { return nil }
    switch parameter {
    case .none: return nil
    case .required(_, let allowsNegative): return value >= 0 || allowsNegative ? make(value) : nil
    case .optional: return value >= 0 ? make(value) : nil
    }
  }
}
