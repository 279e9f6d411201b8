import Foundation

/// Where the bytes of an output must finally be, and what is there now.
struct OutputTarget {
  /// The path without symbolic links: renaming would replace the link itself.
  let path: FilePath
  /// Those of the file that is replaced; nil where there is none.
  let permissions: mode_t?

  /// Follows the links of a path, and looks at what is there.
  ///
  /// - Throws: `FileError.unwritable` where no file can take this name, or what has it must not be
  ///   replaced: renaming would put a file in the place of a device, and asks for permission on the
  ///   folder only.
  init(_ text: String) throws(FileError) {
    path = try Self.followed(text)
    var status = stat()
    guard stat(path.text, &status) == 0 else {
      permissions = nil
      guard errno == ENOENT else { throw Self.unreachable(text, errno, path.folder) }
      return
    }
    permissions = status.st_mode & 0o777
    switch FileKind(mode: status.st_mode) {
    case .directory:
      throw .unwritable(
        path: text, problem: "expected a file to write, got a directory; name a file in it")
    case .other(let name):
      throw .unwritable(
        path: text, problem: "expected a file to write, got \(name); choose another path")
    case .regular:
      guard !Self.isDatabase(path) else {
        throw .unwritable(
          path: text,
          problem:
            "expected a file to write, got an SQLite database, such as a run store, which would "
            + "be lost; choose another path")
      }
      guard access(path.text, W_OK) != 0 else { return }
      throw .unwritable(
        path: text,
        problem: "expected a file to write, got one without permission to; "
          + "change its permissions (chmod u+w) or choose another path")
    }
  }

  /// Whether it begins as every SQLite database does: nothing that is written by this way is one, so that
  /// whoever names one has mistaken it, also where this command uses another store or none.
  private static func isDatabase(_ path: FilePath) -> Bool {
    let descriptor = open(path.text, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { _ = close(descriptor) }
    let start = Array("SQLite format 3\0".utf8)
    var bytes = [UInt8](repeating: 0, count: start.count)
    return read(descriptor, &bytes, bytes.count) == start.count && bytes == start
  }

  private static func followed(_ text: String) throws(FileError) -> FilePath {
    let path = FilePath(text)
    guard path.isUsable, !path.endsWithSlash else {
      throw .unwritable(
        path: text, problem: "expected a path that ends in a file's name, got none; name a file")
    }
    guard let end = SymbolicLink.end(of: path) else {
      throw .unwritable(
        path: text,
        problem: "expected a file or a link to one, got a symbolic link that leads nowhere; "
          + "remove the link")
    }
    return end
  }

  /// Why the system cannot even say whether there is a file.
  private static func unreachable(
    _ text: String, _ code: Int32, _ folder: FilePath
  ) -> FileError {
    guard code == ENAMETOOLONG else {
      return .unwritable(path: text, problem: TemporaryFile.problem(code, folder: folder))
    }
    return .unwritable(
      path: text,
      problem: "expected a name that the file system can hold (255 bytes on most), got one of "
        + "\(FilePath(text).name.utf8.count); choose a shorter one")
  }
}
