/// A message that names fields: `` `learningRate`: expected a finite number above 0, got 0 ``.
///
/// A word between backticks of a literal is a field of a plan or of data, in camel case. A library knows
/// no other name for it; a program that has another one, such as an option, puts it in with `text`.
///
/// What is interpolated is text, whatever it holds: a name with backticks that somebody typed is no
/// field. A message in another message keeps its fields.
public struct FieldMessage: Equatable, Sendable, CustomStringConvertible {
  fileprivate enum Part: Equatable, Sendable {
    case text(String)
    case field(String)
  }

  /// No two texts follow each other, so that equal messages have equal parts.
  fileprivate var parts: [Part] = []

  /// The message with its fields in backticks.
  public var description: String { text { _ in nil } }

  /// The message with each field under the name that a program gives it.
  ///
  /// - Parameter name: gives the name; a field for which it is nil stays as it is, in backticks.
  public func text(naming name: (_ field: String) -> String?) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .field(let field): name(field) ?? "`\(field)`"
      }
    }.joined()
  }

  /// One message after the other.
  public static func + (first: FieldMessage, second: FieldMessage) -> FieldMessage {
    var result = first
    for part in second.parts { result.append(part) }
    return result
  }

  fileprivate mutating func append(_ part: Part) {
    if case .text(let text) = part, case .text(let last)? = parts.last {
      parts[parts.count - 1] = .text(last + text)
    } else if part != .text("") {
      parts.append(part)
    }
  }
}

extension FieldMessage: ExpressibleByStringInterpolation {
  /// A message without values; words between backticks are fields.
  public init(stringLiteral literal: String) {
    var interpolation = StringInterpolation(literalCapacity: 0, interpolationCount: 0)
    interpolation.appendLiteral(literal)
    self = interpolation.message
  }

  /// A message of pieces.
  public init(stringInterpolation interpolation: StringInterpolation) {
    self = interpolation.message
  }

  /// The pieces of a literal: words of the library, and values in them.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var message = FieldMessage(parts: [])

    /// No pieces.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// Words of the library: between two backticks is a field.
    public mutating func appendLiteral(_ literal: String) {
      let pieces = literal.split(separator: "`", omittingEmptySubsequences: false)
      for (index, piece) in pieces.enumerated() {
        let isClosed = index < pieces.count - 1
        if index.isMultiple(of: 2) {
          message.append(.text(String(piece)))
        } else if isClosed, piece.first?.isLetter == true, piece.allSatisfy(\.isAlphanumeric) {
          message.append(.field(String(piece)))
        } else {
          message.append(.text("`\(piece)\(isClosed ? "`" : "")"))
        }
      }
    }

    /// The field of this name.
    public mutating func appendInterpolation(field name: String) { message.append(.field(name)) }

    /// Another message, with its fields.
    public mutating func appendInterpolation(_ other: FieldMessage) { message = message + other }

    /// A value, which names no field.
    public mutating func appendInterpolation(_ value: some Any) {
      message.append(.text("\(value)"))
    }
  }
}

extension Character {
  fileprivate var isAlphanumeric: Bool { isLetter || isNumber }
}

/// An error whose message names fields.
public protocol FieldError: Error, CustomStringConvertible {
  /// What is wrong, in one line.
  var message: FieldMessage { get }
}

extension FieldError {
  /// The message, in one line, with its fields in backticks.
  public var description: String { message.description }
}
