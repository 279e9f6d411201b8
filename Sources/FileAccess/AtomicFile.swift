import Foundation

/// Writes a file so that whoever looks sees the old file or the whole new one, even after a crash.
public enum AtomicFile {
  /// Puts `bytes` at `path`: a temporary file in the same folder, flushed to the disk, then renamed.
  ///
  /// A symbolic link is followed, also to a file that is not there yet. A file that is replaced
  /// keeps its permissions, a new one gets those of any new file (0666 less the umask). After a
  /// failure, what was at `path` is untouched and the temporary file is gone.
  ///
  /// - Throws: `FileError.unwritable` when the path is empty or names a directory or device, when
  ///   its folder is missing, when there is no permission, and when the disk is full or fails.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let target = try resolve(path)
    var status = stat()
    let isThere = stat(target, &status) == 0
    if isThere { try expectReplaceable(target, mode: status.st_mode, path) }

    let temporary = try TemporaryFile(beside: target, for: path)
    do {
      if isThere { try temporary.setPermissions(status.st_mode & 0o777) }
      try temporary.append(bytes)
      try temporary.finish(as: target)
    } catch {
      temporary.remove()
      throw error
    }
    syncFolder(of: target)
  }

  /// The folder part of a path, "." where there is none.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Where the bytes must finally be: rename would replace a symbolic link itself, so links are
  /// followed first.
  private static func resolve(_ path: String) throws(FileError) -> String {
    guard !path.isEmpty, !path.utf8.contains(0), path.last != "/" else {
      throw .unwritable(
        path: path, problem: "expected a path that ends in a file's name, got none; name a file")
    }
    var current = path
    // As many links as Linux itself follows.
    for _ in 0..<40 {
      var status = stat()
      guard lstat(current, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return current }
      var target = [CChar](repeating: 0, count: 4096)
      let count = readlink(current, &target, target.count)
      guard count > 0 else { break }
      let next = String(decoding: target[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
      current = next.first == "/" ? next : folder(of: current) + "/" + next
    }
    throw .unwritable(
      path: path,
      problem: "expected a file or a link to one, got a symbolic link that leads nowhere; "
        + "remove the link")
  }

  /// Refuses what must not be replaced: rename would put a file in the place of a device, and asks
  /// for permission on the folder only.
  private static func expectReplaceable(
    _ target: String, mode: mode_t, _ path: String
  ) throws(FileError) {
    switch FileKind(mode: mode) {
    case .directory:
      throw .unwritable(
        path: path, problem: "expected a file to write, got a directory; name a file in it")
    case .other(let name):
      throw .unwritable(
        path: path, problem: "expected a file to write, got \(name); choose another path")
    case .regular:
      guard access(target, W_OK) != 0 else { return }
      throw .unwritable(
        path: path,
        problem: "expected a file to write, got one without permission to; "
          + "change its permissions (chmod u+w) or choose another path")
    }
  }

  /// Makes the rename itself durable. That it fails is no failure of the writing: not every file
  /// system can do it, not every folder may be read, and the file is complete and in its place.
  private static func syncFolder(of path: String) {
    let descriptor = open(folder(of: path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    _ = close(descriptor)
  }
}
