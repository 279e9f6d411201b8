import Foundation

/// What may be wrong with the end of a command.
enum Complaints {
  /// A line on a stream is no longer than this, in bytes: a message, a paragraph, a wide table.
  private static let longestLine = 6_000

  /// What is wrong; empty where nothing is.
  static func about(_ outcome: Attempt.Outcome, of command: HostileCommand) -> [String] {
    let errors = String(decoding: outcome.errors, as: UTF8.self)
    let output = String(decoding: outcome.output, as: UTF8.self)
    var complaints: [String] = []
    switch outcome.end {
    case .hang: return ["hang"]
    case .notStarted: return []
    case .signal(let number):
      // Before the program has begun to listen, a signal ends it by itself: to a shell that is the same.
      if command.signal?.number != number {
        complaints.append("ended by signal \(number): \(start(of: errors))")
      }
    case .exit(let code):
      var allowed = command.codes
      if outcome.wasInterrupted { allowed.insert(128 + (command.signal?.number ?? SIGINT)) }
      // Without memory for the libraries there is no program that could say anything else.
      let isLoader = code == 127 && errors.contains("error while loading shared libraries")
      if !allowed.contains(code), !(isLoader && command.prelude.contains(/ulimit -[vd]/)) {
        complaints.append("exit code \(code): \(start(of: errors))")
      }
      if command.judgesStreams, code >= 64, code < 100 {
        complaints += aboutRefusal(code, errors, output)
      }
    }
    for trap in ["Fatal error", "Backtrac", "*** Signal", "Swift runtime failure", "DecodingError"]
    where errors.contains(trap) || output.contains(trap) {
      complaints.append("\(trap): \(start(of: errors))")
    }
    if command.judgesStreams {
      complaints += aboutText(errors, "standard error")
      // What is exported is data for other programs, with their line ends and as wide as it is.
      if !command.arguments.starts(with: ["runs", "export"]) {
        // Colours that were asked for are escape sequences, and nothing else may be one.
        let isColoured = command.arguments.contains("--color")
        complaints += aboutText(
          isColoured ? withoutColours(output) : output, "standard output")
      }
    }
    return complaints
  }

  private static func aboutRefusal(_ code: Int32, _ errors: String, _ output: String) -> [String] {
    let lines = errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    guard lines.count == 1, lines[lines.startIndex].hasPrefix("gradscope: ") else {
      return ["a refusal of \(lines.count) lines (\(code)): \(start(of: errors))"]
    }
    return code == 64 && !output.isEmpty ? ["wrong usage with output: \(start(of: output))"] : []
  }

  /// Without `ESC [ numbers m`.
  private static func withoutColours(_ text: String) -> String {
    text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
  }

  private static func aboutText(_ text: String, _ stream: String) -> [String] {
    var complaints: [String] = []
    let odd = text.unicodeScalars.first { scalar in
      guard scalar != "\n", scalar != "\t" else { return false }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: return true
      default: return false
      }
    }
    if let odd {
      complaints.append("unprintable U+\(String(odd.value, radix: 16)) on \(stream)")
    }
    // A document is as long as it is; what is read by people is not. (Lists of numbers in JSON stand on
    // lines of their own, and an export of lines has a run in each.)
    let isDocument = text.hasPrefix("{") || text.hasPrefix("[") || text.hasPrefix("#compdef")
    if !isDocument,
      let line = text.split(separator: "\n").first(where: { $0.utf8.count > longestLine })
    {
      complaints.append("a line of \(line.utf8.count) bytes on \(stream)")
    }
    return complaints
  }

  /// The store must be sound, whatever was done to its writer.
  static func aboutStore(
    _ program: String, _ question: [String], in folder: String
  ) -> [String] {
    guard FileManager.default.fileExists(atPath: folder + "/store.sqlite") else {
      return ["lost: store.sqlite is gone"]
    }
    let list = Attempt(
      HostileCommand(arguments: question + ["--store", "store.sqlite"]),
      program: program, in: folder
    ).run()
    guard list.end == .exit(0) else {
      return [
        "the store is not readable: \(start(of: String(decoding: list.errors, as: UTF8.self)))"
      ]
    }
    return []
  }

  private static func start(of text: String) -> String {
    let line = text.split(separator: "\n").prefix(3).joined(separator: " | ")
    return line.count > 300 ? line.prefix(300) + "…" : line
  }
}
