import Texts

/// Why gzip data cannot be inflated.
public struct GzipError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Reason: Equatable, Sendable {
    /// The data are none of gzip, or a checksum is wrong; in zlib's words.
    case damaged(String)
    /// Something that is no gzip follows.
    case followed
    /// The file ends before the data do.
    case incomplete
  }

  /// The byte of the compressed data, counted from 0, where it was noticed.
  public let position: Int
  /// What is wrong.
  public let reason: Reason

  /// What was expected, what came and what to do.
  public var problem: String {
    switch reason {
    case .damaged(let words):
      "expected sound gzip data, got \(words.inQuotes); the file is damaged, get it again"
    case .followed:
      "expected the end of the file after the gzip data, got more bytes; get the file again, or "
        + "cut them off"
    case .incomplete:
      "expected more gzip data, got the end of the file; the file is incomplete, get it again"
    }
  }
}
