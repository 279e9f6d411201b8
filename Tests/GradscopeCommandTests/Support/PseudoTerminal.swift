import Foundation

/// A terminal for one program to write to: what a person would see is read from its other side.
struct PseudoTerminal: Sendable {
  /// The side of the program.
  let slave: FileHandle
  private let master: FileHandle

  /// A terminal of so many columns; nil where the system gives none.
  init?(columns: UInt16) {
    let number = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    guard number >= 0 else { return nil }
    master = FileHandle(fileDescriptor: number, closeOnDealloc: true)
    guard let name = Self.name(of: number) else { return nil }
    let other = open(name, O_RDWR | O_NOCTTY)
    guard other >= 0 else { return nil }
    slave = FileHandle(fileDescriptor: other, closeOnDealloc: true)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard ioctl(other, UInt(TIOCSWINSZ), &size) == 0 else { return nil }
  }

  /// The path of the other side, which is unlocked.
  private static func name(of number: Int32) -> String? {
    #if os(Linux)
      // Swift's view of the C library is without posix_openpt and its kin: TIOCSPTLCK and TIOCGPTN of
      // the pseudo-terminal's own page, pts(4), do the same.
      var (lock, index): (Int32, UInt32) = (0, 0)
      guard ioctl(number, 0x4004_5431, &lock) == 0, ioctl(number, 0x8004_5430, &index) == 0 else {
        return nil
      }
      return "/dev/pts/\(index)"
    #else
      guard grantpt(number) == 0, unlockpt(number) == 0 else { return nil }
      return ptsname(number).map { String(cString: $0) }
    #endif
  }

  /// All that is written until the program has ended, without the returns of the terminal.
  func text() async -> String {
    // As long as somebody here could write, there is no end to read.
    try? slave.close()
    let number = master.fileDescriptor
    let bytes = await Task.detached {
      var bytes: [UInt8] = []
      var part = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = read(number, &part, part.count)
        if count < 0, errno == EINTR { continue }
        // The end is an error on Linux, and no bytes on macOS.
        guard count > 0 else { return bytes }
        bytes += part[..<count]
      }
    }.value
    return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
  }
}
