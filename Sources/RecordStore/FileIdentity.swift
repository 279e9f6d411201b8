import Foundation

/// Which file stands at a path, whatever its name: one that was deleted and made anew is another.
struct FileIdentity: Equatable {
  private let device: UInt64
  private let number: UInt64

  /// The file at a path; nil where there is none.
  init?(at path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
  }
}
