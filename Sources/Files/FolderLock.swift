import Foundation

/// A folder that only this process writes its results into, until the lock is gone.
///
/// The lock is on the folder itself and ends with the process, however that ends: there is no file
/// that could be left behind. A file system that cannot lock a folder goes without: each file still
/// appears whole.
public final class FolderLock: Sendable {
  private let descriptor: Int32

  /// Locks a folder that is there.
  ///
  /// - Throws: `FileError.unwritable` where another process has locked it, or it cannot be opened.
  public init(_ path: String) throws(FileError) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      // A folder one may write to and not read cannot be locked, and can be written to.
      guard errno != EACCES else { return }
      throw .unwritable(
        path: path,
        problem: "expected a folder to write into, got \(systemMessage(errno)); choose another")
    }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      guard errno == EWOULDBLOCK else { return }
      throw .unwritable(
        path: path,
        problem:
          "expected a folder that no other command is writing its results into, got one that "
          + "another is; wait until it has ended, or choose another folder")
    }
  }

  deinit { if descriptor >= 0 { _ = close(descriptor) } }
}
