/// The command as it was typed, for the foot of pictures and their metadata.
enum CommandText {
  static var current: String {
    (["gradscope"] + CommandLine.arguments.dropFirst()).map(quoted).joined(separator: " ")
  }

  /// A word as a shell takes it for one.
  static func quoted(_ word: String) -> String {
    word.contains { " '\"$\\".contains($0) } || word.isEmpty
      ? "'" + word.replacing("'", with: "'\\''") + "'" : word
  }
}
