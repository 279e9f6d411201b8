import CTemporaryNames
import Foundation

/// A name that a temporary file has until it takes its final one. It is removed when this is, and
/// when a signal ends the process.
final class OwnName {
  let path: String
  private var slot: Int32

  /// Tries names that nobody has until `make` makes a file of one.
  ///
  /// - Parameter make: A system call: what it returns is below 0 where it fails, with `errno` set.
  /// - Returns: What it returned last, the name where that was no failure, and the error number.
  static func first(
    in folder: FilePath, _ make: (_ path: String) -> Int32
  ) -> (result: Int32, name: OwnName?, code: Int32) {
    var code = EEXIST
    for _ in 0..<100 where code == EEXIST || code == EINTR {
      // Short, and without the final name, which may already be as long as the file system allows.
      let random = String(UInt32.random(in: 0...UInt32.max), radix: 36)
      let path = folder.appending(".\(getpid())-\(random).tmp").text
      // Before there is a file, so that no signal comes between the two.
      let slot = temporary_name_enter(path)
      let result = make(path)
      if result >= 0 { return (result, OwnName(path, slot: slot), 0) }
      code = errno
      temporary_name_leave(slot)
    }
    return (-1, nil, code)
  }

  private init(_ path: String, slot: Int32) {
    self.path = path
    self.slot = slot
  }

  deinit {
    guard slot != forgotten else { return }
    unlink(path)
    temporary_name_leave(slot)
  }

  /// The file has another name now.
  func forget() {
    temporary_name_leave(slot)
    slot = forgotten
  }

  private var forgotten: Int32 { -2 }
}
