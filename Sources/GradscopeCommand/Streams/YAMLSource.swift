import Datasets
import Files
import Texts
import Yams

/// A YAML file that an option names, and what is said of it where it is not what it should be.
struct YAMLSource {
  /// The file.
  let path: String
  /// Such as `--network`.
  let option: String
  /// What it should be, in words.
  let what: String

  /// The root of the file; nil for one of comments.
  ///
  /// - Throws: `FileError` for a file that cannot be read; `BadContent` for one that is no YAML, has a key
  ///   twice, or an anchor or alias.
  func root() throws -> Node? {
    let bytes = try InputFile.bytes(at: path, expected: what, limit: 1 << 20)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw bad(nil, "expected text in UTF-8, got other bytes")
    }
    if let line = Self.referenceLine(in: text) {
      throw bad(line, "expected plain values, got an anchor (&) or alias (*)")
    }
    do {
      return try compose(yaml: text)
    } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
      let names = keys.map { $0.inQuotes }.joined(separator: ", ")
      throw bad(context.mark.line, "expected each name once, got \(names) twice")
    } catch let error as YamlError {
      let (line, problem) = error.fault(in: text)
      throw bad(line, "expected YAML, got: \(problem)")
    }
  }

  /// What is wrong with the file, at a line where that is known.
  func bad(_ line: Int?, _ problem: String) -> BadContent {
    let place = "\(option): \(path)"
    return BadContent("\(place)\(line.map { ": line \($0)" } ?? ""): \(problem); mend the file")
  }

  /// A key that there is not.
  func unknown(_ key: String, at node: Node, of valid: [String]) -> BadContent {
    let guess = ClosestName.closest(to: key, in: valid).map { " (did you mean \($0)?)" } ?? ""
    return bad(
      node.mark?.line,
      "expected one of \(valid.joined(separator: ", ")), got the key \(key.inQuotes)\(guess)")
  }

  /// The entries of a mapping.
  func entries(of node: Node, as expected: String) throws -> [(key: String, value: Node)] {
    guard let mapping = node.mapping else {
      throw bad(node.mark?.line, "expected \(expected), got \(Self.kind(of: node))")
    }
    return try mapping.map { key, value in
      guard let name = key.scalar?.string else {
        throw bad(key.mark?.line, "expected \(expected), got \(Self.kind(of: key))")
      }
      return (name, value)
    }
  }

  func text(_ node: Node, of name: String) throws -> String {
    guard let text = node.scalar?.string else {
      throw bad(node.mark?.line, "\(name): expected a name, got \(Self.kind(of: node))")
    }
    return text
  }

  func number(_ node: Node, of name: String) throws -> Double {
    guard let text = node.scalar?.string, let number = Double(text), number.isFinite else {
      throw bad(node.mark?.line, "\(name): expected a number, got \(Self.kind(of: node))")
    }
    return number
  }

  func whole(_ node: Node, of name: String) throws -> Int {
    guard let text = node.scalar?.string, let whole = Int(text) else {
      throw bad(node.mark?.line, "\(name): expected a whole number, got \(Self.kind(of: node))")
    }
    return whole
  }

  func bool(_ node: Node, of name: String) throws -> Bool {
    // As YAML 1.1 has them: true, True and TRUE, but not tRue.
    let text = node.scalar?.string ?? ""
    let isWritten = [text.lowercased(), text.uppercased(), text.capitalized].contains(text)
    switch text.lowercased() {
    case "true" where isWritten, "yes" where isWritten, "on" where isWritten: return true
    case "false" where isWritten, "no" where isWritten, "off" where isWritten: return false
    default:
      throw bad(node.mark?.line, "\(name): expected true or false, got \(Self.kind(of: node))")
    }
  }

  /// The first line with an anchor or an alias outside of comments. Neither serves here, and a few lines of
  /// them stand for more nodes than any machine holds.
  private static func referenceLine(in text: String) -> Int? {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .firstIndex { $0.prefix { $0 != "#" }.contains { "&*".contains($0) } }
      .map { $0 + 1 }
  }

  /// What a node is, in words.
  static func kind(of node: Node) -> String {
    switch node {
    case .scalar(let scalar): scalar.string.inQuotes
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .alias: "an alias"
    }
  }
}

extension YamlError {
  /// The line of the fault, where it is known, and what it is, without the excerpt of the file that the
  /// parser adds.
  fileprivate func fault(in text: String) -> (line: Int?, problem: String) {
    switch self {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      // What has no end is noticed where the file ends; the fault is where it begins.
      let last = text.trimmingSuffix(while: \.isWhitespace).split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline
      ).count
      let isAtEnd = mark.line > last
      let line = isAtEnd ? context?.mark.line ?? last : mark.line
      let words = [context?.text, problem].compactMap { $0 }.filter { !$0.isEmpty }
      return (line, words.joined(separator: ", "))
    default:
      let text = String(describing: self)
      return (nil, text.split(whereSeparator: \.isNewline).first.map(String.init) ?? text)
    }
  }
}

extension String {
  /// The text without the last characters that are of this kind.
  fileprivate func trimmingSuffix(while isLast: (Character) -> Bool) -> Substring {
    var text = self[...]
    while let last = text.last, isLast(last) { text.removeLast() }
    return text
  }
}
