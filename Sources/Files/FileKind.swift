import Foundation

/// What stands at a path: a file, or something that only looks like one.
public enum FileKind: Equatable, Sendable {
  /// A file with bytes to read.
  case regular
  /// A folder.
  case directory
  /// Something else, in words with their article: a pipe, a device.
  case other(name: String)

  /// The kind that a file's mode (`st_mode`) tells.
  init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .regular
    case S_IFDIR: self = .directory
    case S_IFIFO: self = .other(name: "a pipe")
    case S_IFSOCK: self = .other(name: "a socket")
    case S_IFCHR: self = .other(name: "a device")
    case S_IFBLK: self = .other(name: "a block device")
    default: self = .other(name: "no regular file")
    }
  }

  /// The kind of what `path` leads to, through symbolic links; `nil` where there is nothing.
  public init?(at path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(mode: status.st_mode)
  }
}
