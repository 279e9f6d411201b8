import Files
import Texts
import Yams

/// A file of thresholds: a YAML mapping, of which a JSON object is one, of names to numbers.
enum ThresholdFile {
  /// A name as it stands in the file, with its number as a text.
  struct Entry {
    var name: String
    var text: String
    /// Where the name stands, from 1; nil where the parser does not say.
    var line: Int?
    /// NaN where the text is no number.
    var value: Double { Double(text) ?? .nan }
  }

  /// The entries of a file, in its order.
  ///
  /// - Throws: `FileError` for a file that cannot be read; `BadContent` for one that is no YAML, no
  ///   mapping, has a name twice, or a value that is no single number.
  static func read(_ path: String) throws -> [Entry] {
    let source = YAMLSource(
      path: path, option: "--thresholds", what: "a YAML or JSON file of thresholds")
    // A file of comments has no node, and changes nothing.
    guard let node = try source.root() else { return [] }
    guard let mapping = node.mapping else {
      throw source.bad(
        node.mark?.line,
        "expected names with numbers, such as vanishedShare: 0.001, got \(YAMLSource.kind(of: node))"
      )
    }
    return try mapping.map { key, value in
      guard let name = key.scalar?.string else {
        throw source.bad(
          key.mark?.line, "expected the name of a threshold, got \(YAMLSource.kind(of: key))")
      }
      guard let number = value.scalar, number.style != .doubleQuoted, number.style != .singleQuoted
      else {
        throw source.bad(
          value.mark?.line, "\(name): expected a number, got \(YAMLSource.kind(of: value))")
      }
      return Entry(name: name, text: number.string, line: key.mark?.line)
    }
  }
}
