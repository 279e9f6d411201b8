import ArgumentParser
import CTemporaryNames
import Foundation

extension Gradscope {
  /// Parses and runs. Whatever ends the program goes through here, so that each refusal is one line with
  /// its exit code, and help that cannot be written is no success.
  static func main() async {
    StandardStreams.secure()
    temporary_names_watch_signals()
    let words = CommandWords(Array(CommandLine.arguments.dropFirst()))
    do {
      if let complaint = words.complaint { throw ExitStatus.failure(complaint, ExitStatus.usage) }
      var command = try parseAsRoot(words.arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      Foundation.exit(code(after: error, words))
    }
  }

  /// Says what is to be said of what was thrown, and returns the exit code.
  private static func code(after error: any Error, _ words: CommandWords) -> Int32 {
    if let code = error as? ExitCode { return code.rawValue }
    switch exitCode(for: error) {
    case .success:
      // Help, the version, a completion script: what was asked for. It is wrapped by the parser, and
      // holds nothing from outside.
      do {
        try StandardOutput.write(data: fullMessage(for: error) + "\n")
        return 0
      } catch { return ExitStatus.failure(error, ExitStatus.cannotWrite).rawValue }
    case .validationFailure:
      let message = message(for: error).split(whereSeparator: \.isNewline)
        .map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
      let see = message.hasSuffix(".") || message.hasSuffix("?") ? " See" : "; see"
      return ExitStatus.failure("\(message)\(see) \(words.help)", ExitStatus.usage).rawValue
    default:
      return ExitStatus.failure("\(error)", ExitStatus.internalError).rawValue
    }
  }
}
