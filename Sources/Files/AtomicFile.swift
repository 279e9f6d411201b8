import Foundation

/// Writes files so that whoever looks sees the old file or the whole new one, even after a crash.
public enum AtomicFile {
  /// Puts `bytes` at `path`: a file without a name in the same folder, flushed to the disk, then given
  /// its name.
  ///
  /// A symbolic link is followed, also to a file that is not there yet. A file that is replaced
  /// keeps its permissions, a new one gets those of any new file (0666 less the umask). After a
  /// failure, what was at `path` is untouched and nothing is left behind. A file that may be written to
  /// and not be replaced is written into.
  ///
  /// - Throws: `FileError.unwritable` when the path is empty or names a directory or device, when
  ///   its folder is missing, when there is no permission, and when the disk is full or fails.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try write([(path, bytes)])
  }

  /// Puts several files at their paths: all are on the disk before the first takes its name, so that a
  /// full disk or an interruption leaves the earlier ones, and not some of each.
  ///
  /// - Throws: As `write(_:to:)`, naming the file.
  public static func write(_ files: [(path: String, bytes: [UInt8])]) throws(FileError) {
    var ready: [(temporary: TemporaryFile, target: OutputTarget)] = []
    for (path, bytes) in files {
      let target = try OutputTarget(path)
      let temporary = try TemporaryFile(beside: target.path, for: path)
      if let permissions = target.permissions { try temporary.setPermissions(permissions) }
      try temporary.append(bytes)
      try temporary.flush()
      ready.append((temporary, target))
    }
    for (file, (temporary, target)) in zip(files, ready) where try !temporary.take(target.path) {
      try overwrite(target.path, with: file.bytes, for: file.path)
    }
    for folder in Set(ready.map(\.target.path.folder)) { sync(folder) }
  }

  /// Finds out, before a long run, whether a file can be written at a path at its end: whatever `write`
  /// would refuse but a full disk is refused here, and nothing is changed.
  ///
  /// - Throws: As `write(_:to:)`.
  public static func check(_ path: String) throws(FileError) {
    let target = try OutputTarget(path)
    _ = try TemporaryFile(beside: target.path, for: path)
  }

  /// Writes into a file that must stay where it is. Whoever looks meanwhile sees a part of it, which is
  /// better than to lose what was trained.
  private static func overwrite(
    _ target: FilePath, with bytes: [UInt8], for path: String
  ) throws(FileError) {
    let descriptor = open(target.text, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .unwritable(path: path, problem: TemporaryFile.problem(errno, folder: target.folder))
    }
    defer { _ = close(descriptor) }
    var code = ByteOutput.write(bytes, to: descriptor)
    if code == 0, ftruncate(descriptor, off_t(bytes.count)) != 0 || fsync(descriptor) != 0 {
      code = errno
    }
    guard code == 0 else {
      throw .unwritable(path: path, problem: TemporaryFile.problem(code, folder: target.folder))
    }
  }

  /// Makes the renaming itself durable. That it fails is no failure of the writing: not every file
  /// system can do it, not every folder may be read, and the file is complete and in its place.
  private static func sync(_ folder: FilePath) {
    let descriptor = open(folder.text, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    _ = close(descriptor)
  }
}
