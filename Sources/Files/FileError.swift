import Foundation
import Texts

/// Why a file could not be read or written.
///
/// `description` is one line that says which file is meant, what was expected, what came and what
/// to do: `data.csv: expected a CSV file, got a directory; name a file in it`.
public enum FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no file at this path; `expected` names what was looked for ("a CSV file").
  case missing(path: String, expected: String)
  /// There is something at this path that cannot be read as a file: a directory, a pipe, a file
  /// without permission. `problem` says what was expected, what came and what to do.
  case unreadable(path: String, problem: String)
  /// The file is larger than the reader takes, in bytes; `expected` names what is read.
  case tooLarge(path: String, expected: String, bytes: Int, limit: Int)
  /// The file fits no memory that is left, in bytes.
  case noRoom(path: String, bytes: Int)
  /// No file can be written at this path. `problem` says what was expected, what came and what to
  /// do.
  case unwritable(path: String, problem: String)

  /// The path, as it was given.
  public var path: String {
    switch self {
    case .missing(let path, _), .unreadable(let path, _), .tooLarge(let path, _, _, _),
      .noRoom(let path, _), .unwritable(let path, _):
      path
    }
  }

  /// The message, in one line.
  public var description: String { "\(path.isEmpty ? "\"\"" : path.onOneLine): \(problem)" }

  /// The message without the path: what was expected, what came and what to do.
  public var problem: String {
    switch self {
    case .missing(_, let expected):
      "expected \(expected), got no such file; check the path"
    case .unreadable(_, let problem), .unwritable(_, let problem):
      problem
    case .tooLarge(_, let expected, let bytes, let limit):
      "expected \(expected) of at most \(limit) bytes\(Self.inGibibytes(limit)), got \(bytes); "
        + "take a part of it"
    case .noRoom(_, let bytes):
      "expected memory for \(bytes) bytes, got a limit that leaves less; raise it (ulimit -v)"
    }
  }

  private static func inGibibytes(_ bytes: Int) -> String {
    bytes > 0 && bytes.isMultiple(of: 1 << 30) ? " (\(bytes >> 30) GiB)" : ""
  }
}
