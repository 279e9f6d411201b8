import Foundation
import Reports

/// Standard output, with a full disk or a closed pipe as an error and not as a signal.
enum StandardOutput {
  /// Writes all of a text.
  ///
  /// - Throws: `ReportError` where it cannot be written; a reader that went away is none.
  static func write(_ text: String) throws(ReportError) {
    guard !StandardStreams.outputIsClosed else {
      throw ReportError.cannotWrite(
        "standard output: expected a stream to write to, got a closed one; give it a file or a pipe"
      )
    }
    signal(SIGPIPE, SIG_IGN)
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes {
        Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      if written < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { return }
        throw ReportError.cannotWrite("standard output: \(String(cString: strerror(errno)))")
      }
      bytes = bytes.dropFirst(written)
    }
  }
}
