import Texts

/// HTML in which no text can become markup: literals are markup, and what is interpolated is text, escaped and
/// made printable, unless it is markup itself.
///
///     let name = "<b>"
///     Markup("<td>\(name)</td>").text   // <td>&lt;b&gt;</td>
///
/// Attributes stand within double quotes, every element is closed, so that an XML parser reads it too.
package struct Markup: Sendable, Equatable {
  /// The HTML.
  package private(set) var text: String

  /// Nothing.
  package static let none = Markup("")

  /// HTML that somebody vouches for: made elsewhere, escaped there.
  package init(trusted text: String) { self.text = text }

  /// A text that is copied: escaped, and as long as it is.
  package init(exact text: String) { self.text = XMLText.attribute(text.onOneLine) }

  package static func + (first: Markup, second: Markup) -> Markup {
    Markup(trusted: first.text + second.text)
  }

  package static func += (first: inout Markup, second: Markup) { first.text += second.text }
}

extension Markup: ExpressibleByStringInterpolation {
  package init(stringLiteral literal: String) { text = literal }

  package init(stringInterpolation interpolation: StringInterpolation) { text = interpolation.text }

  /// Pieces of a literal, and what stands between them.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity)
    }

    package mutating func appendLiteral(_ literal: String) { text += literal }

    /// A text, whatever it holds: one that steers a reader, or is longer than a name can sensibly be, is shown
    /// as it is in a terminal.
    package mutating func appendInterpolation(_ value: String) {
      text += XMLText.attribute(value.printable)
    }

    package mutating func appendInterpolation(_ value: Int) { text += "\(value)" }

    /// To the last bit; what is not finite as in JSON: `nan`, `inf`, `-inf`.
    package mutating func appendInterpolation(_ value: Double) { text += "\(value)" }

    package mutating func appendInterpolation(_ value: Markup) { text += value.text }

    package mutating func appendInterpolation(_ value: Markup?) { text += value?.text ?? "" }

    /// One after the other.
    package mutating func appendInterpolation(_ values: [Markup]) {
      for value in values { text += value.text }
    }
  }
}

extension [Markup] {
  /// All of them, with this between two.
  package func joined(by separator: Markup) -> Markup {
    Markup(trusted: map(\.text).joined(separator: separator.text))
  }
}
