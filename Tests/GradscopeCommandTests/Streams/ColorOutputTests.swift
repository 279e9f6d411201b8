import Foundation
import Testing

/// Colours where a person looks at a terminal that shows them, and nowhere else.
struct ColorOutputTests {
  private let explain = ["explain", "GS101"]
  private let escape = "\u{1B}["

  private func seen(
    _ arguments: [String], _ environment: [String: String] = ["TERM": "xterm"], columns: UInt16 = 80
  ) async throws -> String {
    let terminal = try #require(PseudoTerminal(columns: columns))
    let outcome = try await Program.run(arguments, environment: environment, on: terminal)
    #expect(outcome.status == 0)
    return outcome.output
  }

  @Test func aTerminalHasColoursAndAPipeHasNone() async throws {
    #expect(try await seen(explain).contains(escape))
    #expect(try await !Program.run(explain).output.contains(escape))
    #expect(try await !seen(explain, ["TERM": "dumb"]).contains(escape))
    #expect(try await !seen(explain, ["TERM": "xterm", "NO_COLOR": "1"]).contains(escape))
  }

  @Test func whoeverAsksForThemGetsThemInAPipe() async throws {
    let forced = try await Program.run(explain, environment: ["CLICOLOR_FORCE": "1"])
    let typed = try await Program.run(explain + ["--color", "always"])
    #expect(forced.output.contains(escape) && typed.output == forced.output)
    #expect(try await !seen(explain + ["--color", "never"]).contains(escape))
    let wrong = try await Program.run(explain + ["--color", "blue"])
    #expect(wrong.status == 64)
  }

  /// The text is the same: a colour says nothing that a word does not.
  @Test func withoutColoursTheWordsAreTheSame() async throws {
    let plain = try await Program.run(explain, environment: ["COLUMNS": "80"])
    let colored = try await seen(explain)
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain.output)
  }

  /// A verdict has its colour, and what can be run next stands out.
  @Test func aSickRunIsSeenToBe() async throws {
    let sick = [
      "train", "--activation", "sigmoid", "--depth", "8", "--width", "8", "--steps", "120",
      "--quiet",
      "--no-pictures", "--no-store",
    ]
    let text = try await seen(sick, columns: 120)
    #expect(text.contains("\u{1B}[1;31mvanishing gradient"), "\(text)")
    #expect(text.contains("\u{1B}[1;31merror\u{1B}[0m \u{1B}[1mGS101"), "\(text)")
    #expect(text.contains(/\u{1B}\[1m\S*gradscope prescribe/), "\(text)")
    #expect(text.contains("▁") && text.contains("δ by layer, input → output"))
  }

  @Test func aLocaleOfASCIIGetsASCII() async throws {
    let outcome = try await Program.run(
      ["predict", "--no-pictures"], environment: ["LC_ALL": "C", "COLUMNS": "80"])
    #expect(
      outcome.status == 0 && outcome.output.utf8.allSatisfy { $0 < 0x80 }, "\(outcome.output)")
    #expect(outcome.output.contains("delta"))
    // A document is UTF-8 in every locale.
    let json = try await Program.run(
      ["explain", "GS101", "--format", "json"], environment: ["LC_ALL": "C"])
    #expect(json.output.contains("δ"))
  }
}
