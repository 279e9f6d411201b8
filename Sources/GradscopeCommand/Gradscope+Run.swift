import ArgumentParser
import Foundation
import Reports

extension Gradscope {
  /// Parses the command line and runs the command. What the parser has to say, which quotes what was
  /// typed, leaves by the same exits as all else.
  static func runAsRoot() async {
    do {
      var command = try await asyncParseAsRoot(nil)
      if var asyncCommand = command as? any AsyncParsableCommand {
        try await asyncCommand.run()
      } else {
        try command.run()
      }
    } catch {
      let (code, text) = (exitCode(for: error), fullMessage(for: error))
      StandardStreams.secure()
      guard !text.isEmpty else { Foundation.exit(code.rawValue) }
      guard code == .success else {
        StandardError.write(text + "\n")
        Foundation.exit(code.rawValue)
      }
      // Help is wrapped by the parser, and holds nothing from outside.
      do { try StandardOutput.write(data: text + "\n") } catch {
        StandardError.say("gradscope: \(error)")
        Foundation.exit(ExitStatus.cannotWrite)
      }
      Foundation.exit(code.rawValue)
    }
  }
}
