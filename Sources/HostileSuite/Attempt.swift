import Foundation

/// One run of the program by a shell, with its streams in files.
struct Attempt {
  /// How it ended.
  enum End: Equatable, Sendable {
    case exit(Int32)
    case signal(Int32)
    /// The system takes no such words: they are too long for it.
    case notStarted
    /// Not within the time, nor after it was asked to.
    case hang
  }

  /// What came of it.
  struct Outcome: Sendable {
    var end: End
    var output: [UInt8]
    var errors: [UInt8]
    /// Whether it had to be interrupted.
    var wasInterrupted: Bool
  }

  /// Seconds after which a command that may take long is interrupted.
  private static let patience = 3.0
  /// Seconds after which a command hangs.
  private static let longest = 30.0

  private let command: HostileCommand
  private let program: String
  private let folder: String

  init(_ command: HostileCommand, program: String, in folder: String) {
    self.command = command
    self.program = program
    self.folder = folder
  }

  /// Runs it, and waits for its end.
  func run() -> Outcome {
    let files = NSTemporaryDirectory() + "hostile-streams-\(UUID().uuidString)"
    defer {
      for end in ["out", "err"] { unlink("\(files).\(end)") }
    }
    // The shell's own redirection first, so that the hostile one can take its place.
    let script =
      "cd \"$1\" || exit 99; shift; exec >\"$1.out\" 2>\"$1.err\" </dev/null; shift; "
      + "\(command.prelude) exec \"$@\" \(command.redirection)"
    let words = ["/bin/sh", "-c", script, "sh", folder, files, program] + command.arguments
    guard let process = spawn(words) else {
      return Outcome(end: .notStarted, output: [], errors: [], wasInterrupted: false)
    }
    var wasInterrupted = false
    let start = ContinuousClock.now
    var signal = command.signal
    if signal == nil, command.mayTakeLong { signal = (SIGINT, Self.patience) }
    var end = End.hang
    while true {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        end = status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
        break
      }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      if let (number, after) = signal, seconds >= after {
        kill(process, number)
        wasInterrupted = true
        signal = nil
      }
      if seconds > Self.longest {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        break
      }
      usleep(seconds < 0.2 ? 1_000 : 5_000)
    }
    return Outcome(
      end: end, output: bytes("\(files).out"), errors: bytes("\(files).err"),
      wasInterrupted: wasInterrupted)
  }

  private func bytes(_ path: String) -> [UInt8] {
    (try? Data(contentsOf: URL(filePath: path))).map { Array($0) } ?? []
  }

  /// nil where the system takes no such words: they are too long for it.
  private func spawn(_ words: [String]) -> pid_t? {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    var process: pid_t = 0
    return posix_spawn(&process, "/bin/sh", nil, nil, arguments, environ) == 0 ? process : nil
  }
}
