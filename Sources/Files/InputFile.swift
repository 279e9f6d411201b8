import Foundation

/// Reads a whole file, and says in one line why it cannot.
public enum InputFile {
  /// The largest file that is read: 2 GiB. A reader holds the file and its numbers in memory, and a
  /// larger file is more likely a mistake than a training set for this program.
  public static let maximumSize = 2 << 30

  /// What must be left beside a file: 16 MB.
  private static let spareRoom = 16 << 20

  /// The bytes of the file at `path`. Nothing but a regular file is opened, and nothing is waited
  /// for.
  ///
  /// - Parameters:
  ///   - path: The file, or a symbolic link to it.
  ///   - expected: What the caller reads, with its article, for messages: "a CSV file".
  ///   - limit: The largest size, in bytes, that is read.
  /// - Throws: `FileError.missing` when there is nothing at the path; `FileError.unreadable` for a
  ///   directory, pipe, socket or device, without permission, and when reading fails;
  ///   `FileError.tooLarge` for more than `limit` bytes; `FileError.noRoom` for more than memory holds.
  public static func bytes(
    at path: String, expected: String, limit: Int = maximumSize
  ) throws(FileError) -> [UInt8] {
    let (descriptor, size) = try opened(path, expected: expected, limit: limit)
    defer { _ = close(descriptor) }
    guard AddressSpace.hasRoom(for: size + spareRoom) else {
      throw .noRoom(path: path, bytes: size)
    }
    return try contents(of: descriptor, size: size, path, expected)
  }

  /// Opens a regular file for reading; whoever asks closes it.
  ///
  /// - Throws: As `bytes(at:expected:limit:)`, but for what it says of memory.
  static func opened(
    _ path: String, expected: String, limit: Int
  ) throws(FileError) -> (descriptor: Int32, size: Int) {
    // C would see only the part before the zero and open another file.
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw .missing(path: path, expected: expected)
    }
    // Before opening, because opening is enough to disturb some devices, and sockets cannot be.
    if let kind = FileKind(at: path) { try expectRegular(kind, path, expected) }

    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path, errno, expected) }
    do throws(FileError) {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw failure(path, errno, expected) }
      // Again: between the two calls, the path may have come to lead elsewhere.
      try expectRegular(FileKind(mode: status.st_mode), path, expected)
      let size = Int(status.st_size)
      guard size <= limit else {
        throw .tooLarge(path: path, expected: expected, bytes: size, limit: limit)
      }
      return (descriptor, size)
    } catch {
      _ = close(descriptor)
      throw error
    }
  }

  private static func expectRegular(
    _ kind: FileKind, _ path: String, _ expected: String
  ) throws(FileError) {
    switch kind {
    case .regular:
      return
    case .directory:
      throw .unreadable(
        path: path, problem: "expected \(expected), got a directory; name a file in it")
    case .other(let name):
      throw .unreadable(
        path: path, problem: "expected \(expected), got \(name); save the data to a file")
    }
  }

  private static func contents(
    of descriptor: Int32, size: Int, _ path: String, _ expected: String
  ) throws(FileError) -> [UInt8] {
    var failureCode: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let start = buffer.baseAddress {
        let received = read(descriptor, start + count, size - count)
        if received > 0 {
          count += received
        } else if received == 0 {
          // The file became shorter while it was read.
          break
        } else if errno != EINTR {
          failureCode = errno
          break
        }
      }
    }
    guard failureCode == 0 else { throw failure(path, failureCode, expected) }
    return bytes
  }

  static func failure(_ path: String, _ code: Int32, _ expected: String) -> FileError {
    switch code {
    case ENOENT, ENOTDIR:
      .missing(path: path, expected: expected)
    case EACCES, EPERM:
      .unreadable(
        path: path,
        problem: "expected a readable file, got no permission to read it; "
          + "change its permissions (chmod u+r)")
    default:
      .unreadable(
        path: path,
        problem: "expected a readable file, got \(systemMessage(code)); "
          + "check the path and the disk")
    }
  }
}
