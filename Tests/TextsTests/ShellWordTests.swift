import Testing
import Texts

/// A word that is printed in a command is one word to a shell.
struct ShellWordTests {
  @Test(arguments: [
    ("--init", "--init"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''"), ("~x", "'~x'"),
    (
      "8; rm -r",
      "'8; rm "
        + "-r'"
    ), ("a\nb", "$'a\\nb'"), ("a\u{1B}b", "$'a\\033b'"), ("$HOME", "'$HOME'"),
  ])
  func itIsQuotedWhereItHasTo(word: String, expected: String) {
    #expect(word.shellQuoted == expected)
  }
}

/// What was quoted for a shell is read back without one.
struct ShellWordsTests {
  @Test(arguments: [
    ["gradscope", "train", "--init", "normal:0.01"], ["a b", "it's", "", "~x", "x~"],
    ["a\nb", "it's\t\\\u{1}", "$HOME", "größe.csv"], ["8; rm -r", "*", "a\u{1B}b"],
  ])
  func quotedWordsComeBack(_ words: [String]) {
    #expect(words.map(\.shellQuoted).joined(separator: " ").shellWords == words)
  }

  @Test(arguments: [
    "a; b", "a | b", "$HOME", "a > b", "`a`", "$(a)", "a 'b", "a && b", "~/x", "a\nb", "\"a\"",
    "a *",
    "$'a\\q'", "a \\", "$'a",
  ])
  func whatOnlyAShellReadsIsRefused(_ line: String) { #expect(line.shellWords == nil) }

  @Test func noWordsAreNoWords() { #expect("".shellWords == [] && "  ".shellWords == []) }
}
