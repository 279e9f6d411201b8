import Foundation

extension Gradscope {
  /// Parses and runs; a negative number in the place of a run would be taken for an option.
  static func main() async {
    if let complaint = Self.complaint(about: CommandLine.arguments) {
      StandardStreams.secure()
      StandardError.write("gradscope: \(complaint)\n")
      Foundation.exit(ExitStatus.usage)
    }
    await runAsRoot()
  }

  /// What is wrong with `runs show -1`; nil where no number stands in the place of a run.
  static func complaint(about arguments: [String]) -> String? {
    let commands = ["show", "export", "delete", "compare", "diagnose"]
    for (command, word) in zip(arguments, arguments.dropFirst())
    where commands.contains(command) && word.first == "-" && Int(word) != nil {
      return "\(command): expected the number of a run from 1, its name, or last, got \(word); "
        + "\(Invocation.name) runs lists them"
    }
    return nil
  }
}
