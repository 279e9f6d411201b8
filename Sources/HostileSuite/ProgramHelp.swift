import Foundation

/// The program's own list of its commands and options, so that a new one is tried without a line here.
struct ProgramHelp: Sendable {
  /// A command that does something, and its options.
  struct Command: Sendable {
    /// Such as `runs`, `export`.
    var words: [String]
    var options: [Argument]
    /// How many words it needs, such as the number of a run.
    var positionals: Int
  }

  /// An option or a flag.
  struct Argument: Sendable, Decodable {
    struct Name: Decodable, Sendable { var name: String }
    var kind: String
    var preferredName: Name?
    var allValues: [String]?
    var isOptional: Bool
    /// As it is typed.
    var option: String { "--" + (preferredName?.name ?? "") }
    /// Whether it takes a value.
    var takesValue: Bool { kind == "option" }
  }

  /// Every command that does something.
  let commands: [Command]

  /// Asks a program.
  ///
  /// - Throws: `DecodingError`, or the system's error where there is no such program.
  init(of program: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["--experimental-dump-help"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let whole = try JSONDecoder().decode(Document.self, from: text)
    commands = Self.leaves(whole.command, below: []).filter { $0.words != ["help"] }
  }

  private static func leaves(_ node: Node, below words: [String]) -> [Command] {
    let inner = node.subcommands ?? []
    let own = node.arguments ?? []
    guard inner.isEmpty else {
      return inner.filter { $0.commandName != "help" }
        .flatMap { leaves($0, below: words + [$0.commandName]) }
    }
    return [
      Command(
        words: words, options: own.filter { $0.kind != "positional" },
        positionals: own.count { $0.kind == "positional" && !$0.isOptional })
    ]
  }

  private struct Document: Decodable { var command: Node }

  private struct Node: Decodable {
    var commandName: String
    var arguments: [Argument]?
    var subcommands: [Node]?
  }
}
