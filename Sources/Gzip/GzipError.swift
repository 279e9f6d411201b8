import Texts

/// Why gzip data cannot be inflated, or bytes not packed.
public struct GzipError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Reason: Equatable, Sendable {
    /// The data are none of gzip, or a checksum is wrong; in zlib's words.
    case damaged(String)
    /// Something that is no gzip follows.
    case followed
    /// The file ends before the data do.
    case incomplete
    /// Bytes could not be packed; in zlib's words.
    case unpacked(String)
  }

  /// The byte of what was read, counted from 0, where it was noticed: of the compressed data, or of those to pack.
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
    case .unpacked(let words):
      "expected memory to pack bytes as gzip, got \(words.inQuotes); free some, or write less"
    }
  }
}
