import Foundation
import Synchronization

/// What the streams of this process are connected to.
enum Terminal {
  /// Whether progress can be redrawn in place.
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 && capable }
  /// Whether colours are wanted and shown.
  static var outputShowsColors: Bool {
    chosen.withLock { $0 }.isOn(
      ProcessInfo.processInfo.environment, isTerminal: outputIsTerminal)
  }
  /// Whether text may have more characters than those of ASCII.
  static var showsUnicode: Bool { LocaleName.hasUnicode(ProcessInfo.processInfo.environment) }
  /// Whether standard output is read by a person, at once.
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  /// Columns that text on standard output has; nil where nothing limits them, as in a file.
  static var outputWidth: Int? {
    wantedColumns ?? (outputIsTerminal ? columns(of: STDOUT_FILENO) ?? usual : nil)
  }
  /// Columns that progress on standard error has: no more than there are, as a line that the terminal
  /// folds cannot be drawn again in its place.
  static var errorWidth: Int {
    min(wantedColumns ?? .max, columns(of: STDERR_FILENO) ?? usual)
  }

  /// Takes a choice of colours from the command line.
  static func choose(_ choice: ColorChoice) { chosen.withLock { $0 = choice } }

  private static let chosen = Mutex(ColorChoice.auto)
  /// Columns of a terminal that does not say.
  private static let usual = 80
  /// What the environment asks for (POSIX.1-2017, Base Definitions, section 8.3), in a pipe too.
  private static var wantedColumns: Int? {
    ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  private static func columns(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  private static var capable: Bool {
    let name = ProcessInfo.processInfo.environment["TERM"] ?? ""
    return !name.isEmpty && name != "dumb"
  }
}
