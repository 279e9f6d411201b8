import Foundation

/// Symbolic links, followed one by one: what renames a file into its place must know where that is.
public enum SymbolicLink {
  /// As many links as Linux itself follows.
  static let longestChain = 40

  /// The path that links lead to in the end, the path itself where there is no link; nil where they lead
  /// in a circle, or to a name that is no UTF-8.
  public static func end(of path: FilePath) -> FilePath? {
    var current = path
    for _ in 0..<longestChain {
      guard let next = target(of: current) else { return current.isUsable ? current : nil }
      current = next
    }
    return nil
  }

  /// Where the link at a path leads, seen from here; nil where there is none, unusable where its name
  /// is no UTF-8.
  static func target(of path: FilePath) -> FilePath? {
    var status = stat()
    guard lstat(path.text, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return nil }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = bytes.withUnsafeMutableBytes {
      readlink(path.text, $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
    }
    guard count > 0 else { return nil }
    // A name of other bytes cannot be said here; mended, it would be another file's.
    guard let text = String(validating: bytes[..<count], as: UTF8.self) else { return FilePath("") }
    return text.utf8.first == UInt8(ascii: "/") ? FilePath(text) : path.folder.appending(text)
  }
}
