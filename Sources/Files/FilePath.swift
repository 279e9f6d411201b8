/// A path as a person typed it, taken apart by its bytes alone.
///
/// `folder` and `name` are those of POSIX's `dirname` and `basename`: `a/b` is `b` in `a`, `a` is `a`
/// in `.`, `/a` is `a` in `/`, `a/b/` is `b` in `a`, and `/` is in itself. Every text is a path:
/// nothing is checked, looked up or made anew here, and nothing can fail. (Foundation's functions for
/// paths trap on some of what can be typed.)
public struct FilePath: Hashable, Sendable, CustomStringConvertible {
  /// The path, as it was given.
  public let text: String

  /// The path that a text is.
  public init(_ text: String) { self.text = text }

  /// The path, as it was given.
  public var description: String { text }
  /// Whether it can only be the path of a folder.
  public var endsWithSlash: Bool { text.utf8.last == UInt8(ascii: "/") }
  /// Whether the system can be asked for it: it is not empty, and has no zero, at which C would end it.
  public var isUsable: Bool { !text.isEmpty && !text.utf8.contains(0) }

  /// The folder that it is in: `.` where the path has no folder part, `/` at the top.
  public var folder: FilePath {
    let own = trimmed
    guard let slash = own.lastIndex(of: "/") else {
      return FilePath(own.isEmpty && !text.isEmpty ? "/" : ".")
    }
    let above = Self.withoutSlashes(own[..<slash])
    return FilePath(above.isEmpty ? "/" : String(above))
  }

  /// The last part; empty for `/` and for an empty path.
  public var name: String {
    let own = trimmed
    guard let slash = own.lastIndex(of: "/") else { return String(own) }
    return String(own[own.index(after: slash)...])
  }

  /// A path further down.
  public func appending(_ part: String) -> FilePath {
    FilePath(endsWithSlash || text.isEmpty ? text + part : text + "/" + part)
  }

  private var trimmed: Substring.UnicodeScalarView {
    Self.withoutSlashes(text.unicodeScalars[...])
  }

  /// By scalars, not characters: a slash with a combining mark behind it is still a slash to the system.
  private static func withoutSlashes(
    _ text: Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView {
    var text = text
    while text.last == "/" { text.removeLast() }
    return text
  }
}
