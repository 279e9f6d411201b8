/// The command as it was typed, for the foot of pictures and their metadata.
enum CommandText {
  static var current: String {
    (["gradscope"] + CommandLine.arguments.dropFirst()).map { word in
      word.contains { " '\"$\\".contains($0) } || word.isEmpty
        ? "'" + word.replacing("'", with: "'\\''") + "'" : word
    }.joined(separator: " ")
  }
}
