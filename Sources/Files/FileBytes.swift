import Foundation

/// The bytes of a file, one piece after the other, for what need not be in memory as a whole.
public final class FileBytes {
  /// The path, as it was given.
  public let path: String
  /// Bytes of the file when it was opened; it may grow meanwhile.
  public let size: Int
  private let expected: String
  private let descriptor: Int32

  /// Opens a file. Nothing but a regular file is opened, and nothing is waited for.
  ///
  /// - Parameters:
  ///   - path: The file, or a symbolic link to it.
  ///   - expected: What the caller reads, with its article, for messages: "a run log".
  ///   - limit: The largest size, in bytes, that is read.
  /// - Throws: `FileError` as `InputFile.bytes`, but for what it says of memory.
  public init(
    at path: String, expected: String, limit: Int = InputFile.maximumSize
  ) throws(FileError) {
    (descriptor, size) = try InputFile.opened(path, expected: expected, limit: limit)
    self.path = path
    self.expected = expected
  }

  deinit { _ = close(descriptor) }

  /// Adds the next bytes, at most `count` of them, to the end of `bytes`.
  ///
  /// - Returns: How many there were; 0 at the end of the file.
  /// - Throws: `FileError.unreadable` where the system cannot read on.
  public func read(_ count: Int, to bytes: inout [UInt8]) throws(FileError) -> Int {
    var code: Int32 = 0
    let piece = [UInt8](unsafeUninitializedCapacity: max(count, 1)) { buffer, filled in
      while let start = buffer.baseAddress {
        let received = Foundation.read(descriptor, start, buffer.count)
        if received >= 0 {
          filled = received
          return
        }
        guard errno == EINTR else {
          code = errno
          return
        }
      }
    }
    guard code == 0 else { throw InputFile.failure(path, code, expected) }
    if bytes.isEmpty { bytes = piece } else { bytes += piece }
    return piece.count
  }
}
