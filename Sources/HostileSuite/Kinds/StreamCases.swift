import Tensors

/// Streams that are closed, full, or lead into the files of the command.
enum StreamCases {
  private static let redirections = [
    ">&-", "2>&-", "<&-", ">&- 2>&-", ">&- 2>&- <&-", ">/dev/full", "2>/dev/full",
    ">/dev/full 2>/dev/full", "</dev/zero", "<d.csv", ">>store.sqlite", ">>d.csv",
    "2>>store.sqlite",
    "| head -c 1 >/dev/null", "| true",
  ]

  static func command(
    _ help: ProgramHelp, using generator: inout SeededGenerator
  ) -> HostileCommand {
    let redirection = redirections.randomElement(using: &generator) ?? ""
    let command = help.commands.randomElement(using: &generator)
    var words: [String]
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: words = [["--help"], ["--version"], []].randomElement(using: &generator) ?? []
    case 1: words = (command?.words ?? []) + ["--help"]
    default:
      words = command.map { $0.words + Small.positionals(for: $0) + Small.options(for: $0) } ?? []
      words += command.map(Small.withoutPictures) ?? []
      if words.first == "train" { words += ["--dataset", "d.csv"] }
    }
    let leadsIntoFile = redirection.contains(">>")
    if leadsIntoFile {
      words = Small.train + ["--dataset", "d.csv", "--store", "store.sqlite", "--no-pictures"]
    }
    return HostileCommand(
      arguments: words, redirection: redirection,
      codes: leadsIntoFile
        ? (redirection.hasPrefix("2") ? HostileCommand.everyCode : [64])
        : HostileCommand.everyCode,
      mayChangeStore: redirection == "2>>store.sqlite",
      mayTakeLong: true, judgesStreams: false)
  }
}
