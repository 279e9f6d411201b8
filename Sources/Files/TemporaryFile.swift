import CTemporaryNames
import Foundation

/// A file that is written beside the one it will be, and takes that one's name when it is complete.
///
/// On Linux it has no name until then (`O_TMPFILE`), so that a process that is killed leaves nothing
/// behind. Where the file system cannot do that, and for the moment in which it replaces another file,
/// it has a name of its own, which `CTemporaryNames` removes when a signal ends the process.
final class TemporaryFile {
  private let folder: FilePath
  /// The path that messages name.
  private let finalPath: String
  private var descriptor: Int32
  /// Its own name, where it needs one.
  private var name: OwnName?

  /// Creates an empty file in the folder of `target`; messages name `finalPath`.
  ///
  /// - Parameter isNameless: whether it may go without a name where that can be.
  /// - Throws: `FileError.unwritable`.
  init(
    beside target: FilePath, for finalPath: String, isNameless: Bool = canBeNameless
  ) throws(FileError) {
    folder = target.folder
    self.finalPath = finalPath
    descriptor = isNameless ? Self.openNameless(in: folder) : -1
    if descriptor < 0 {
      let made = OwnName.first(in: folder) {
        open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      }
      (descriptor, name) = (made.result, made.name)
      guard descriptor >= 0 else {
        throw .unwritable(path: finalPath, problem: Self.problem(made.code, folder: folder))
      }
    }
  }

  deinit { if descriptor >= 0 { _ = close(descriptor) } }

  /// Gives the file the permissions of the one it is to replace.
  func setPermissions(_ permissions: mode_t) throws(FileError) {
    guard fchmod(descriptor, permissions) == 0 else { throw failure(errno) }
  }

  /// Writes all of `bytes` at the end.
  func append(_ bytes: [UInt8]) throws(FileError) {
    let code = ByteOutput.write(bytes, to: descriptor)
    guard code == 0 else { throw failure(code) }
  }

  /// Brings all of it to the disk.
  func flush() throws(FileError) {
    guard fsync(descriptor) == 0 else { throw failure(errno) }
  }

  /// Takes its final name, in the place of a file that has it.
  ///
  /// - Returns: false where that file may be written to and yet not be replaced: it is the mount point of
  ///   another (as files of containers are), or somebody else's in a folder like `/tmp`.
  func take(_ target: FilePath) throws(FileError) -> Bool {
    if name == nil {
      if link(as: target.text) == 0 {
        try finish()
        return true
      }
      guard errno == EEXIST else { throw failure(errno) }
      // A link never replaces: for that, a name is needed to rename.
      let made = OwnName.first(in: folder) { link(as: $0) }
      guard made.result == 0 else { throw failure(made.code) }
      name = made.name
    }
    guard let own = name?.path, rename(own, target.text) == 0 else {
      let code = errno
      if [EBUSY, EPERM, EACCES].contains(code), FileKind(at: target.text) == .regular {
        return false
      }
      throw failure(code)
    }
    name?.forget()
    try finish()
    return true
  }

  /// Network file systems report a failed write as late as here.
  private func finish() throws(FileError) {
    let finished = descriptor
    descriptor = -1
    guard close(finished) == 0 || errno == EINTR else { throw failure(errno) }
  }

  /// Gives a file without a name this one.
  private func link(as path: String) -> Int32 {
    linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, path, AT_SYMLINK_FOLLOW)
  }

  /// Whether this system could give a file without a name one later.
  static let canBeNameless = access("/proc/self/fd", X_OK) == 0

  /// A file without a name; -1 where the file system has none.
  private static func openNameless(in folder: FilePath) -> Int32 {
    #if os(Linux)
      // glibc's O_TMPFILE, which Swift does not see: __O_TMPFILE | O_DIRECTORY.
      let nameless: Int32 = 0o20_000_000 | O_DIRECTORY
      return open(folder.text, O_WRONLY | nameless | O_CLOEXEC, 0o666)
    #else
      return -1
    #endif
  }

  private func failure(_ code: Int32) -> FileError {
    .unwritable(path: finalPath, problem: Self.problem(code, folder: folder))
  }

  /// What is wrong, and what to do, for an error number of the system.
  static func problem(_ code: Int32, folder: FilePath) -> String {
    switch code {
    case ENOENT, ENOTDIR:
      return "expected a folder \"\(folder.text)\" to write into, got none; create it first"
    case EACCES, EPERM, EROFS:
      return "expected a folder that can be written to, got no permission for "
        + "\"\(folder.text)\"; "
        + "change its permissions (chmod u+w) or choose another path"
    case ENOSPC, EDQUOT, EFBIG:
      return "expected room for the file, got \(systemMessage(code)); "
        + "free some space or choose another disk"
    default:
      return "expected to write the file, got \(systemMessage(code)); check the path and the disk"
    }
  }
}
