import Foundation

/// Reads a whole file, and says in one line why it cannot.
enum InputFile {
  /// The largest file that is read: 2 GiB. A reader holds the file and its numbers in memory, and a
  /// larger file is more likely a mistake than a training set for this program.
  static let maximumSize = 2 << 30

  /// The bytes of the file at `path`.
  ///
  /// - Throws: `DatasetError.missingFile`, `.unreadableFile` or `.fileTooLarge`.
  static func bytes(at path: String) throws(DatasetError) -> [UInt8] {
    // C would see only the part before the zero and open another file.
    guard !path.isEmpty, !path.utf8.contains(0) else { throw .missingFile(path: path) }

    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path, errno) }
    defer { _ = close(descriptor) }

    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path, errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      break
    case S_IFDIR:
      throw .unreadableFile(
        path: path, problem: "expected a CSV file, got a directory; name a file in it")
    default:
      throw .unreadableFile(
        path: path,
        problem: "expected a CSV file, got a pipe, socket or device; save the data to a file")
    }
    let size = Int(status.st_size)
    guard size <= maximumSize else { throw .fileTooLarge(path: path, bytes: size) }
    return try contents(of: descriptor, size: size, path: path)
  }

  private static func contents(
    of descriptor: Int32, size: Int, path: String
  ) throws(DatasetError) -> [UInt8] {
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
    guard failureCode == 0 else { throw failure(path, failureCode) }
    return bytes
  }

  private static func failure(_ path: String, _ code: Int32) -> DatasetError {
    switch code {
    case ENOENT, ENOTDIR:
      .missingFile(path: path)
    case EACCES, EPERM:
      .unreadableFile(
        path: path,
        problem: "expected a readable file, got no permission to read it; "
          + "change its permissions (chmod u+r)")
    default:
      .unreadableFile(
        path: path,
        problem: "expected a readable file, got \"\(String(cString: strerror(code)))\"; "
          + "check the path and the disk")
    }
  }
}
