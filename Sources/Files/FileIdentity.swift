import Foundation

/// Which file it is, whatever its name: device and inode. Two links to one file have the same; a file
/// that was deleted and made anew has another.
public struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let number: UInt64

  /// That of what `path` leads to, through symbolic links; nil where there is nothing.
  public init?(at path: String) {
    guard let found = try? Self.look(at: path).get() else { return nil }
    self = found
  }

  /// The same, with the system's reason where there is nothing.
  static func look(at path: String) -> Result<FileIdentity, POSIXError> {
    var status = stat()
    guard stat(path, &status) == 0 else {
      return .failure(POSIXError(POSIXError.Code(rawValue: errno) ?? .EIO))
    }
    return .success(FileIdentity(status))
  }

  /// That of what an open descriptor leads to; nil where it is closed or leads to no regular file: of
  /// terminals, pipes and devices any number may have the same one.
  public init?(ofFileAt descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
  }
}
