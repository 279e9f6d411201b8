import Foundation

/// What the streams of this process are connected to.
enum Terminal {
  /// Whether progress can be redrawn in place.
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 && capable }
  /// Whether colours are wanted and shown (https://no-color.org).
  static var outputShowsColors: Bool {
    isatty(STDOUT_FILENO) == 1 && capable
      && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  }
  /// Columns of the terminal; 80 where it does not say.
  static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
  private static var capable: Bool {
    let name = ProcessInfo.processInfo.environment["TERM"] ?? ""
    return !name.isEmpty && name != "dumb"
  }
}
