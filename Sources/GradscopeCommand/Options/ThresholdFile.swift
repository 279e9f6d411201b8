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
    let bytes = try InputFile.bytes(
      at: path, expected: "a YAML or JSON file of thresholds", limit: 1 << 20)
    let place = "--thresholds: \(path)"
    func bad(_ line: Int?, _ problem: String) -> BadContent {
      BadContent("\(place)\(line.map { ": line \($0)" } ?? ""): \(problem); mend the file")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw bad(nil, "expected text in UTF-8, got other bytes")
    }
    if let line = referenceLine(in: text) {
      throw bad(line, "expected names with numbers, got an anchor (&) or alias (*)")
    }
    let node: Node?
    do {
      node = try compose(yaml: text)
    } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
      let names = keys.map { $0.inQuotes }.joined(separator: ", ")
      throw bad(context.mark.line, "expected each name once, got \(names) twice")
    } catch let error as YamlError {
      throw bad(nil, "expected YAML, such as vanishedShare: 0.001, got: \(error.firstLine)")
    }
    // A file of comments has no node, and changes nothing.
    guard let node else { return [] }
    guard let mapping = node.mapping else {
      throw bad(
        node.mark?.line,
        "expected names with numbers, such as vanishedShare: 0.001, got \(kind(of: node))")
    }
    return try mapping.map { key, value in
      guard let name = key.scalar?.string else {
        throw bad(key.mark?.line, "expected the name of a threshold, got \(kind(of: key))")
      }
      guard let number = value.scalar, number.style != .doubleQuoted, number.style != .singleQuoted
      else {
        throw bad(
          value.mark?.line, "\(name): expected a number, got \(kind(of: value))")
      }
      return Entry(name: name, text: number.string, line: key.mark?.line)
    }
  }

  /// The first line with an anchor or an alias outside of comments. Neither serves numbers, and a few
  /// lines of them stand for more nodes than any machine holds.
  private static func referenceLine(in text: String) -> Int? {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .firstIndex { $0.prefix { $0 != "#" }.contains { "&*".contains($0) } }
      .map { $0 + 1 }
  }

  private static func kind(of node: Node) -> String {
    switch node {
    case .scalar(let scalar): scalar.string.inQuotes
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .alias: "an alias"
    }
  }
}

extension YamlError {
  /// What is wrong, without the excerpt of the file that the parser adds.
  fileprivate var firstLine: String {
    let text = String(describing: self)
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    return lines.first ?? text
  }
}
