import Files
import Foundation
import Reports

/// Standard output, with a full disk or a closed pipe as an error and not as a signal.
///
/// What is shown passes one of two entries, both of which make it printable: whatever a name holds, it
/// does not steer the terminal. Every one throws `ReportError` where it cannot be written; a reader that
/// went away is none.
enum StandardOutput {
  /// Writes text, as wide as the terminal.
  static func write(_ blocks: [TextBlock]) throws(ReportError) {
    let renderer = TerminalText(
      width: Terminal.outputWidth, colors: Terminal.outputShowsColors,
      unicode: Terminal.showsUnicode)
    try write(data: renderer.text(blocks))
  }

  /// Writes a document that is finished, such as JSON.
  static func write(
    _ document: String, as format: PrintableDocument.Format
  ) throws(ReportError) {
    let text = PrintableDocument(document, format: format).text
    try write(data: text.hasSuffix("\n") ? text : text + "\n")
  }

  /// Writes data for other programs as they are. A terminal is not given any.
  static func write(data text: String) throws(ReportError) {
    guard !StandardStreams.outputIsClosed else {
      throw ReportError.cannotWrite(
        "standard output: expected a stream to write to, got a closed one; give it a file or a pipe"
      )
    }
    let code = ByteOutput.write(Array(text.utf8), to: STDOUT_FILENO)
    // A pipe without a reader, a terminal that hung up.
    guard code != 0, code != EPIPE, code != EIO || !StandardStreams.outputIsDevice else { return }
    let remedy = [ENOSPC, EDQUOT].contains(code) ? "free some space there, or " : ""
    throw ReportError.cannotWrite(
      "standard output: expected a stream to write to, got: \(String(cString: strerror(code))); "
        + "\(remedy)write to another file or a pipe")
  }
}
