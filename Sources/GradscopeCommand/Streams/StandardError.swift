import Files
import Foundation
import Reports

/// Standard error. What cannot be written to it is lost: there is nobody left to tell.
///
/// Whatever a message quotes is made printable here, once, and a message that quotes too much is
/// shortened.
enum StandardError {
  /// Writes a message of one line.
  static func say(_ message: String) { writeRaw(shown(message) + "\n") }

  /// Writes a text whose line ends are its own, such as the parser's.
  static func write(_ text: String) {
    writeRaw(
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { shown(String($0)) }.joined(separator: "\n"))
  }

  /// Draws a line in the place of the last one, in a terminal.
  static func redraw(_ line: String) { writeRaw("\r\u{1B}[2K" + shown(line)) }

  /// Draws lines in the place of as many before them, in a terminal; the cursor stays below them.
  static func redraw(_ lines: [String], over previous: Int) {
    let up = previous > 0 ? "\u{1B}[\(previous)A" : ""
    writeRaw(up + lines.map { "\r\u{1B}[2K" + shown($0) + "\n" }.joined())
  }

  private static func shown(_ message: String) -> String {
    let text = message.printableMessage
    return Terminal.showsUnicode ? text : text.inASCII
  }

  private static func writeRaw(_ text: String) {
    _ = ByteOutput.write(Array(text.utf8), to: STDERR_FILENO)
  }
}
