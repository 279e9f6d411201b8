import ArgumentParser
import Charts
import Files
import Foundation
import Reports
import Texts

/// `gradscope show FILE.png`: how a picture was made, and the same once more.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Says how a picture was made; with --rerun makes it again.",
    discussion: """
      FILE is a picture that gradscope drew: a PNG, an SVG or a PDF. --rerun runs the command that made \
      it, with the pictures in another folder, and keeps neither runs nor parameters.
      """)

  @Argument(help: "A picture: PNG, SVG or PDF.") var file: String
  @Flag(help: "Run the command that made the picture again.") var rerun = false
  @Option(help: "With --rerun: the folder for the pictures (default: under reports/).")
  var output: String?
  @Option(help: "What standard output gets: text or json; with --rerun, from that command.")
  var format: PlainFormat?

  func validate() throws {
    guard rerun || output == nil else {
      throw ValidationError("--output: expected --rerun beside it; show alone writes no file")
    }
  }

  func run() async throws {
    try await ExitStatus.reporting {
      let origin = try self.origin()
      guard !rerun else { return try again(origin) }
      switch format ?? .text {
      case .json: try StandardOutput.write(JSONText.encode(origin), as: .json)
      case .text:
        try StandardOutput.write(
          origin.blocks + [
            .blank, .line("The same again, into another folder:"),
            .copyable("  \(Invocation.name) show \(file.shellQuoted) --rerun"),
          ])
      }
      return 0
    }
  }

  private func origin() throws -> PictureOrigin {
    let bytes = try InputFile.bytes(at: file, expected: "a picture")
    let entries: [TextEntry]?
    do throws(PNGError) { entries = try PictureTexts.entries(in: bytes) } catch {
      throw BadContent("\(file): expected \(error.expected), got: \(error.found)")
    }
    guard let entries else {
      throw BadContent(
        "\(file): expected a PNG, SVG or PDF that gradscope drew, got another kind of file")
    }
    guard let origin = PictureOrigin(file: file, entries) else {
      throw BadContent(
        "\(file): expected a picture that names the gradscope command that made it, got one without "
          + "gradscope:command; it was drawn by another program, or lost its metadata when it was "
          + "converted")
    }
    return origin
  }

  /// Puts the command in the place of this process: its output, its exit code and its signals are then its
  /// own.
  private func again(_ origin: PictureOrigin) throws -> Int32 {
    let folder = output ?? RecordedCommand.folder(for: file)
    let command = try RecordedCommand(
      origin.command, of: file, output: folder, format: format?.rawValue)
    let words = (["gradscope"] + command.arguments).map(\.shellQuoted).joined(separator: " ")
    StandardError.say(
      "gradscope: runs \(words)"
        + (command.leftOut.isEmpty
          ? "" : " (without \(command.leftOut.joined(separator: " ")))"))
    guard let program = Bundle.main.executablePath else {
      throw BadContent("show: expected the path of this program, got none; run the command by hand")
    }
    let first = CommandLine.arguments.first ?? "gradscope"
    var pointers = ([first] + command.arguments).map { strdup($0) } + [nil]
    execv(program, &pointers)
    throw BadContent(
      "\(program): expected a program that runs, got: \(String(cString: strerror(errno)))")
  }
}
