import Foundation
import Testing

/// The built program, run as a person would run it.
struct Program {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    var errorLines: [Substring] { errors.split(separator: "\n") }
  }

  /// Beside the test bundle, where the package manager puts every product.
  private static func executable(_ name: String) throws -> URL {
    var places = [URL(fileURLWithPath: CommandLine.arguments[0]), Bundle.main.bundleURL]
    places += Bundle.allBundles.map(\.bundleURL)
    for place in places {
      var folder = place
      for _ in 0..<5 {
        folder.deleteLastPathComponent()
        let candidate = folder.appendingPathComponent(name)
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder),
          !isFolder.boolValue
        {
          return candidate
        }
      }
    }
    throw CocoaError(.fileNoSuchFile)
  }

  /// A time after a line on standard error: how long a line takes to come, the machine decides.
  struct Moment {
    /// So many lines are waited for.
    let lines: Int
    /// Then so long.
    let seconds: Double
  }

  /// What the shell of whoever runs the tests says of its terminal: it must not decide what lines look like.
  private static let shown: Set<String> = [
    "COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "LC_ALL", "LC_CTYPE", "LANG",
  ]

  private static func lines(in file: URL) throws -> Int {
    try Data(contentsOf: file).count { $0 == UInt8(ascii: "\n") }
  }

  /// Runs a program of this package, with a shell's redirection, and signals it a second after a file has
  /// come to be, where that is asked for.
  ///
  /// - Parameters:
  ///   - prelude: what the shell does before, such as `ulimit -f 100;`.
  ///   - terminal: what standard output is connected to, in place of a file.
  ///   - path: the file that is waited for before the signal is sent.
  ///   - isReady: what else may be waited for before the signal is sent.
  ///   - place: the folder in which the program runs; a new one, deleted after it, unless it is given.
  ///   - moment: when the program is sent `ending`, SIGKILL unless it is another.
  static func run(
    _ arguments: [String], named name: String = "gradscope", prelude: String = "",
    redirecting redirection: String? = nil, environment: [String: String] = [:],
    on terminal: PseudoTerminal? = nil, signalOnceThereIs path: String? = nil,
    signalOnce isReady: (@Sendable () -> Bool)? = nil, signal number: Int32 = SIGINT,
    in place: String? = nil,
    killingAt moment: Moment? = nil, with ending: Int32 = SIGKILL,
    tryingRemedies: Bool = false
  ) async throws -> Outcome {
    await Slots.shared.take()
    defer { Slots.shared.release() }
    // What heals a run of twenty steps few tests ask.
    let isPlainTraining = arguments.first == "train" && arguments.contains("--steps")
    let arguments =
      arguments + (isPlainTraining && !tryingRemedies ? ["--no-try-remedies"] : [])
    let process = Process()
    let program = try executable(name)
    process.executableURL = program
    process.arguments = arguments
    if redirection != nil || !prelude.isEmpty {
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments =
        ["-c", "\(prelude) exec \"$0\" \"$@\" \(redirection ?? "")", program.path] + arguments
    }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("gradscope-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let work = place.map { URL(filePath: $0) } ?? folder
    process.currentDirectoryURL = work
    // Files, not pipes: nothing to drain while the program runs.
    let output = folder.appendingPathComponent("stdout.txt")
    let errors = folder.appendingPathComponent("stderr.txt")
    for file in [output, errors] {
      _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    }
    process.environment = ProcessInfo.processInfo.environment.filter {
      !Self.shown.contains($0.key)
    }
    .merging(environment) { $1 }
    process.standardOutput = try terminal?.slave ?? FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    async let shown = terminal?.text()
    if let path {
      let file = path.hasPrefix("/") ? path : work.appendingPathComponent(path).path
      while process.isRunning, !FileManager.default.fileExists(atPath: file) {
        try await Task.sleep(for: .milliseconds(20))
      }
      // Into the middle of training, if the machine is quick; at its start is as good.
      try await Task.sleep(for: .seconds(1))
      kill(process.processIdentifier, number)
    }
    if let isReady {
      while process.isRunning, !isReady() { try await Task.sleep(for: .milliseconds(20)) }
      kill(process.processIdentifier, number)
    }
    if let moment {
      while process.isRunning, try Self.lines(in: errors) < moment.lines {
        try await Task.sleep(for: .milliseconds(20))
      }
      try await Task.sleep(for: .seconds(moment.seconds))
      kill(process.processIdentifier, ending)
    }
    while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
    return Outcome(
      status: process.terminationStatus,
      output: try await shown ?? String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }
}
