import ArgumentParser
import Files
import Texts

/// A command that a picture names, made fit to be run again: whoever made the file decides neither which
/// program runs nor what is written where.
struct RecordedCommand {
  /// The words after the program's name.
  private(set) var arguments: [String]
  /// Options of the recorded command that are not run.
  private(set) var leftOut: [String] = []

  /// The commands that draw pictures, and nothing else.
  private static let drawing: [any ParsableCommand.Type] = [
    CompareCommand.self, TrainCommand.self, PrescribeCommand.self, PredictCommand.self,
    SweepCommand.self, DiagnoseCommand.self, RunsCompareCommand.self,
  ]
  /// Of these, those that train, and keep runs in a store.
  private static let training = ["compare", "train", "prescribe", "sweep"]
  /// Options that write files.
  private static let writing = [
    "--save-parameters", "--save-initial-parameters", "--output",
  ]

  /// Reads a command line.
  ///
  /// - Parameters:
  ///   - file: the picture that it comes from, for messages.
  ///   - output: the folder for the pictures.
  ///   - format: what standard output gets; nil for what the command says.
  /// - Throws: `BadContent` where it is no command of this program that draws pictures, or has words that
  ///   this version does not take.
  init(_ text: String, of file: String, output: String, format: String?) throws(BadContent) {
    func refuse(_ got: String) -> BadContent {
      BadContent(
        "\(file): expected a command of gradscope that draws pictures, got \(got); nothing was run")
    }
    guard let words = text.shellWords else {
      throw refuse("what only a shell reads: \(text.inQuotes)")
    }
    guard words.first == "gradscope", words.count > 1 else { throw refuse(text.inQuotes) }
    arguments = Array(words.dropFirst())
    take(Self.writing, isSaid: false)
    // The command comes first: before it, an option could hide which one it is.
    guard let name = arguments.first, words[1] == name else { throw refuse(text.inQuotes) }
    if Self.training.contains(name) {
      take(["--store"], isSaid: true)
      if !arguments.contains("--no-store") { arguments.append("--no-store") }
    }
    if let format {
      take(["--format"], isSaid: false)
      arguments += ["--format", format]
    }
    arguments += ["--output", output]
    let command: any ParsableCommand
    do { command = try Gradscope.parseAsRoot(arguments) } catch {
      throw refuse(
        "\(text.inQuotes), which this version does not take: \(Gradscope.message(for: error))")
    }
    guard Self.drawing.contains(where: { type(of: command) == $0 }) else {
      throw refuse(text.inQuotes)
    }
  }

  /// Takes options with their values out.
  ///
  /// - Parameter isSaid: whether leaving them out changes what the reader may expect; those that write
  ///   parameters always do.
  private mutating func take(_ options: [String], isSaid: Bool) {
    var kept: [String] = []
    var rest = arguments[...]
    while let word = rest.popFirst() {
      let name = String(word.prefix { $0 != "=" })
      guard options.contains(name) else {
        kept.append(word)
        continue
      }
      let value = word.contains("=") ? nil : rest.popFirst()
      if isSaid || name.hasPrefix("--save") {
        leftOut.append(
          ([word] + [value].compactMap { $0 }).map(\.shellQuoted).joined(separator: " "))
      }
    }
    arguments = kept
  }

  /// A folder for the pictures that is not the one of this picture: `reports/rerun-compare-depth-10` for
  /// `reports/compare-depth-10/overview.png`.
  static func folder(for picture: String) -> String {
    let parts = picture.split(separator: "/")
    let stem = parts.last?.split(separator: ".").first.map(String.init) ?? "picture"
    let own = parts.dropLast().last.map(String.init)
    let name = own.flatMap { $0 == "." || $0 == ".." || $0 == "reports" ? nil : $0 } ?? stem
    return "reports/rerun-\(name)"
  }
}
