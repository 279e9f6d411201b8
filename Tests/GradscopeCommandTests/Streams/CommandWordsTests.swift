import Foundation
import Testing

/// What the parser complains of is one line too, with the way on.
struct CommandWordsTests {
  @Test(arguments: [
    (["tran"], "Did you mean \"train\"? gradscope --help lists them"),
    (["runs", "shwo"], "Did you mean \"show\"? gradscope runs --help lists them"),
    (["frobnicate"], "expected a command, got \"frobnicate\". gradscope --help lists them"),
    (["help", "tran"], "Did you mean \"train\"?"),
    (["help", "runs", "shw"], "Did you mean \"show\"?"),
    (["compare", "-1"], "see gradscope compare --help"),
    (["runs", "5"], "try: gradscope runs show 5"),
    (["train", "--frobnicate"], "see gradscope train --help"),
    (["train", "--step", "5"], "Did you mean '--steps'? See gradscope train --help"),
    (["train", "--steps"], "see gradscope train --help"),
    (["train", "--steps", "many"], "see gradscope train --help"),
    (["train", "--format", "docx"], "See gradscope train --help"),
    (["train", "surplus"], "see gradscope train --help"),
    (["runs", "export", "1"], "see gradscope runs export --help"),
    (["diagnose"], "see gradscope diagnose --help"),
    (["diagnose", "-1"], "expected the number of a run from 1"),
    (["--frobnicate"], "see gradscope --help"),
  ])
  func aWrongWordIs64AndOneLine(arguments: [String], end: String) async throws {
    let outcome = try await Program.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("gradscope: "))
    // The program is named as it was called, which is by its path.
    let errors = outcome.errors.replacing(/\/[^ ]*\/gradscope/, with: "gradscope")
    #expect(errors.contains(end), "\(errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test(arguments: [
    ["--help"], ["--version"], ["help", "train"], ["train", "--help"], [],
    ["--generate-completion-script", "bash"],
  ])
  func helpThatCannotBeWrittenIsNoSuccess(arguments: [String]) async throws {
    let shown = try await Program.run(arguments)
    #expect(shown.status == 0)
    #expect(!shown.output.isEmpty && shown.errors.isEmpty)
    for redirection in [">&-", ">/dev/full"] {
      guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
      let outcome = try await Program.run(arguments, redirecting: redirection)
      #expect(outcome.status == 73)
      #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    }
  }
}
