import Foundation
import Synchronization

/// The three streams a program is given. One that was closed leaves its number free, and the next
/// file that is opened would take it: a picture with the text for standard output in it.
enum StandardStreams {
  private static let outputWasClosed = Atomic(false)

  /// Puts `/dev/null` in the place of streams that are closed.
  static func secure() {
    // A limit on the size of files is then an error of the write, as a full disk is.
    signal(SIGXFSZ, SIG_IGN)
    // Likewise a reader that went away.
    signal(SIGPIPE, SIG_IGN)
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) < 0 {
      if descriptor == STDOUT_FILENO { outputWasClosed.store(true, ordering: .relaxed) }
      // The lowest free number is this one, as those below have been taken before.
      _ = open("/dev/null", O_RDWR)
    }
  }

  /// Whether standard output leads to a device, such as a terminal.
  static var outputIsDevice: Bool {
    var status = stat()
    return fstat(STDOUT_FILENO, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR
  }

  /// Whether nobody can read what is written to standard output.
  static var outputIsClosed: Bool { outputWasClosed.load(ordering: .relaxed) }
}
