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
