import Foundation

/// Folders that results are written into.
public enum Folder {
  /// Makes a folder, and those above it that are missing, and makes sure that files can be made in it.
  ///
  /// - Throws: `FileError.unwritable` where a file is in the way, where there is no permission, and
  ///   where the system cannot make it.
  public static func make(_ path: String) throws(FileError) {
    guard FilePath(path).isUsable else {
      throw .unwritable(
        path: path, problem: "expected the name of a folder, got an empty one; name a folder")
    }
    try make(FilePath(path), for: path)
    guard access(path, W_OK | X_OK) == 0 else {
      throw .unwritable(
        path: path,
        problem: "expected a folder that can be written to, got \(reason(errno)); "
          + "change its permissions (chmod u+wx) or choose another folder")
    }
  }

  private static func make(_ folder: FilePath, for path: String) throws(FileError) {
    var status = stat()
    if stat(folder.text, &status) == 0 {
      guard FileKind(mode: status.st_mode) != .directory else { return }
      throw .unwritable(
        path: path,
        problem:
          "expected a folder, got \"\(folder.text)\", which is not a folder and is in the way; "
          + "choose another folder")
    }
    if errno == ENOENT || errno == ENOTDIR, folder.folder != folder {
      try make(folder.folder, for: path)
    }
    guard mkdir(folder.text, 0o777) != 0 else { return }
    let code = errno
    // Somebody else may have made it meanwhile; a link that leads nowhere is there, and no folder.
    guard code != EEXIST || FileKind(at: folder.text) != .directory else { return }
    throw .unwritable(
      path: path,
      problem: "expected a folder that can be made, got \(reason(code)) for "
        + "\"\(folder.text)\"; choose another folder")
  }

  private static func reason(_ code: Int32) -> String {
    code == EACCES || code == EPERM ? "no permission" : systemMessage(code)
  }
}
