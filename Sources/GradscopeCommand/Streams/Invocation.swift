import Texts

/// How this program was called.
enum Invocation {
  /// What a person types to run it again: its path as it was typed, or the name that the shell found it
  /// by.
  static var name: String { name(CommandLine.arguments.first ?? "") }

  /// The same for a first argument; a name without a folder is that of the installed program.
  static func name(_ first: String) -> String {
    first.contains("/") ? quoted(first) : "gradscope"
  }

  /// The command as it was typed, for the foot of pictures and their metadata, which outlive the place
  /// of the program.
  static var command: String {
    (["gradscope"] + CommandLine.arguments.dropFirst()).map(quoted).joined(separator: " ")
  }

  /// A word as a shell takes it for one.
  static func quoted(_ word: String) -> String { word.shellQuoted }
}
