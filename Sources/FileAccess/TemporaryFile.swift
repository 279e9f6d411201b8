import Foundation

/// A file under a name of its own, until it is complete and takes the name it is for.
final class TemporaryFile {
  private let path: String
  /// The path that messages name.
  private let finalPath: String
  private var descriptor: Int32

  /// Creates an empty file in the folder of `target`; messages name `finalPath`.
  ///
  /// - Throws: `FileError.unwritable`.
  init(beside target: String, for finalPath: String) throws(FileError) {
    let folder = AtomicFile.folder(of: target)
    self.finalPath = finalPath
    // Short, and without the final name, which may already be as long as the file system allows.
    var name = ""
    var code = EEXIST
    descriptor = -1
    for _ in 0..<100 where descriptor < 0 && (code == EEXIST || code == EINTR) {
      name = "\(folder)/.\(getpid())-\(String(UInt32.random(in: 0...UInt32.max), radix: 36)).tmp"
      descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      code = errno
    }
    path = name
    guard descriptor >= 0 else {
      throw .unwritable(path: finalPath, problem: Self.problem(code, folder: folder))
    }
  }

  deinit { remove() }

  /// Gives the file the permissions of the one it is to replace.
  func setPermissions(_ permissions: mode_t) throws(FileError) {
    guard fchmod(descriptor, permissions) == 0 else { throw failure(errno) }
  }

  /// Writes all of `bytes` at the end.
  func append(_ bytes: [UInt8]) throws(FileError) {
    var code: Int32 = 0
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count, let start = buffer.baseAddress {
        let count = write(descriptor, start + written, buffer.count - written)
        if count > 0 {
          written += count
        } else if count == 0 || errno != EINTR {
          code = count == 0 ? ENOSPC : errno
          return
        }
      }
    }
    guard code == 0 else { throw failure(code) }
  }

  /// Flushes the file to the disk and gives it its final name.
  func finish(as target: String) throws(FileError) {
    guard fsync(descriptor) == 0 else { throw failure(errno) }
    let finished = descriptor
    descriptor = -1
    // Network file systems report a failed write as late as here.
    guard close(finished) == 0 || errno == EINTR else {
      let code = errno
      unlink(path)
      throw failure(code)
    }
    guard rename(path, target) == 0 else {
      let code = errno
      unlink(path)
      throw failure(code)
    }
  }

  /// Closes and deletes the file if it has not got its final name.
  func remove() {
    guard descriptor >= 0 else { return }
    _ = close(descriptor)
    descriptor = -1
    unlink(path)
  }

  private func failure(_ code: Int32) -> FileError {
    .unwritable(
      path: finalPath, problem: Self.problem(code, folder: AtomicFile.folder(of: path)))
  }

  private static func problem(_ code: Int32, folder: String) -> String {
    switch code {
    case ENOENT, ENOTDIR:
      return "expected a folder \"\(folder.onOneLine)\" to write into, got none; create it first"
    case EACCES, EPERM, EROFS:
      return "expected a folder that can be written to, got no permission for "
        + "\"\(folder.onOneLine)\"; "
        + "change its permissions (chmod u+w) or choose another path"
    case ENOSPC, EDQUOT, EFBIG:
      return "expected room for the file, got \(systemMessage(code)); "
        + "free some space or choose another disk"
    default:
      return "expected to write the file, got \(systemMessage(code)); check the path and the disk"
    }
  }
}
