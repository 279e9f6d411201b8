import Testing

@testable import GradscopeCommand

/// The name that runs this program again.
struct InvocationTests {
  @Test(arguments: [
    ("gradscope", "gradscope"), (".build/release/gradscope", ".build/release/gradscope"),
    ("/a b/gradscope", "'/a b/gradscope'"), ("", "gradscope"),
  ])
  func aProgramThatIsNotInstalledIsNamedByItsPath(_ first: String, _ name: String) {
    #expect(Invocation.name(first) == name)
  }

  @Test(arguments: [
    ("fan-in:1.7", "fan-in:1.7"), ("a b", "'a b'"), ("it's", "'it'\\''s'"),
    ("a&b.csv", "'a&b.csv'"),
    ("", "''"), ("~x", "'~x'"), ("größe.csv", "größe.csv"), ("a;b", "'a;b'"), ("*", "'*'"),
    ("a\nb", #"$'a\nb'"#), ("it's\t\\\u{1}", #"$'it\'s\t\\\001'"#),
  ])
  func aShellTakesAQuotedWordAsItIs(_ word: String, _ quoted: String) {
    #expect(Invocation.quoted(word) == quoted)
  }
}
