import ArgumentParser
import Datasets
import Files
import Texts

/// The words of a command line before they are parsed: which command they name, and what the parser
/// would take for something else than was meant.
struct CommandWords {
  /// The words, without the program's own name.
  let arguments: [String]
  /// The commands that they name, such as `runs`, `show`.
  private let commands: [String]
  /// The innermost of these commands.
  private let innermost: any ParsableCommand.Type

  /// Reads the words of a command line.
  init(_ arguments: [String]) {
    self.arguments = arguments
    var commands: [String] = []
    var type: any ParsableCommand.Type = Gradscope.self
    for word in arguments.first == "help" ? arguments.dropFirst() : arguments[...] {
      guard
        let next = type.configuration.subcommands.first(where: {
          $0.configuration.commandName == word
        })
      else { break }
      commands.append(word)
      type = next
    }
    self.commands = commands
    innermost = type
  }

  /// The command that shows the help for these words.
  var help: String { ([Invocation.name] + commands + ["--help"]).joined(separator: " ") }

  /// What is wrong with the word where a command or a run should be; nil where nothing is.
  var complaint: String? {
    if let complaint = badBytes { return complaint }
    let place = commands.count + (arguments.first == "help" ? 1 : 0)
    guard arguments.count > place else { return nil }
    let word = arguments[place]
    return unknownCommand(word) ?? negativeNumber(word)
  }

  /// A name of other bytes than UTF-8 has become another name by now.
  private var badBytes: String? {
    let isBad = (0..<Int(CommandLine.argc)).contains { index in
      guard let word = CommandLine.unsafeArgv[index] else { return false }
      return String(validatingCString: word) == nil
    }
    return isBad
      ? "expected words in UTF-8, got other bytes; give the file a name in UTF-8, or a link" : nil
  }

  /// `gradscope tran`; the parser would only call it unexpected.
  private func unknownCommand(_ word: String) -> String? {
    let names = innermost.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !names.isEmpty, word.utf8.first != UInt8(ascii: "-"), word != "help" else { return nil }
    let guess = ClosestName.closest(to: word, in: names)
    // A command that has a default one says itself what it makes of another word.
    guard guess != nil || innermost.configuration.defaultSubcommand == nil else { return nil }
    return "expected a command, got \(word.inQuotes)."
      + (guess.map { " Did you mean \($0.inQuotes)?" } ?? "")
      + " \(help) lists them"
  }

  /// `runs show -1`: a negative number in the place of a run would be taken for an option.
  private func negativeNumber(_ word: String) -> String? {
    let takesRun =
      commands.first == "runs" && commands.count > 1
      || ["diagnose", "report"].contains(commands.first)
    guard takesRun, word.utf8.first == UInt8(ascii: "-"), Int(word) != nil else { return nil }
    return
      "\(commands.joined(separator: " ")): expected the number of a run from 1, its name, or last, "
      + "got \(word); \(Invocation.name) runs lists them"
  }
}
