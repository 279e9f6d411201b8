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
  static func quoted(_ word: String) -> String {
    // A line end between plain quotes would be shown as the two characters \n, and mean these.
    if word.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      return escaped(word)
    }
    return word.isEmpty || !word.allSatisfy(isPlain) || word.hasPrefix("~")
      ? "'" + word.replacing("'", with: "'\\''") + "'" : word
  }

  /// A word with control characters as bash, zsh and ksh read it: `$'a\nb'`.
  private static func escaped(_ word: String) -> String {
    let text = word.unicodeScalars.map { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      case "'", "\\": "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        "\\" + String(repeating: "0", count: 3 - String(scalar.value, radix: 8).count)
          + String(scalar.value, radix: 8)
      default: String(scalar)
      }
    }
    return "$'\(text.joined())'"
  }

  /// Whether a character means itself to every shell.
  private static func isPlain(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "-_./:=,+@%~".contains(character)
  }
}
