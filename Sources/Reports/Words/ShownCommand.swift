/// A command as the foot of a picture shows it: without what only says where its output goes and how much it prints,
/// which changes no number. The metadata have it whole.
enum ShownCommand {
  /// Options without a value.
  private static let flags: Set<Substring> = ["--quiet", "--no-store", "--open"]
  /// Options whose next word is their value.
  private static let valued: Set<Substring> = [
    "--output", "--pictures", "--scale", "--picture-format",
    "--color", "--format", "--store", "--theme",
  ]

  /// `gradscope train --depth 20` of `gradscope train --depth 20 --quiet --output pictures`.
  static func text(_ command: String) -> String {
    var words: [Substring] = []
    var isValue = false
    for word in split(command) {
      if isValue, !word.hasPrefix("--") {
        isValue = false
        continue
      }
      isValue = valued.contains(word)
      let name = word.prefix { $0 != "=" }
      if !isValue, !flags.contains(word), name == word || !valued.contains(name) {
        words.append(word)
      }
    }
    return words.joined(separator: " ")
  }

  /// At spaces that are not within quotes.
  private static func split(_ command: String) -> [Substring] {
    var quote: Character?
    return command.split { letter in
      if letter == "'" || letter == "\"" {
        if quote == nil { quote = letter } else if quote == letter { quote = nil }
      }
      return letter == " " && quote == nil
    }
  }
}
