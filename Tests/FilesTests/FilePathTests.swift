import Foundation
import Testing

@testable import Files

@Suite struct FilePathTests {
  /// The system's own `dirname` and `basename` are the oracle.
  @Test(arguments: [
    "a", "a/", "a//", "/", "/a", "/a/", "a/b", "a//b", "a/b/", "./a", "../a", "a/..", ".", "..",
    "a/./b", "größe/δ.png", "a\u{301}/b", "/\u{301}", " ", "a b/c d", "~", "~/a", "a\n/b",
  ])
  func folderAndNameAreThoseOfPOSIX(text: String) {
    func oracle(
      _ function: (UnsafeMutablePointer<CChar>?) -> UnsafeMutablePointer<CChar>?
    ) -> String {
      let copy = strdup(text)
      defer { free(copy) }
      return function(copy).map { String(cString: $0) } ?? ""
    }
    #expect(FilePath(text).folder.text == oracle(dirname))
    // POSIX's basename of "/" is "/"; here a name never has a slash.
    let name = oracle(__xpg_basename)
    #expect(FilePath(text).name == (name == "/" || name == "//" ? "" : name))
  }

  @Test func anEmptyPathIsNowhere() {
    #expect(FilePath("").folder.text == ".")
    #expect(FilePath("").name == "")
    #expect(!FilePath("").isUsable)
    #expect(!FilePath("a\0b").isUsable)
  }

  @Test func appendingPutsOneSlashBetween() {
    #expect(FilePath("a").appending("b").text == "a/b")
    #expect(FilePath("a/").appending("b").text == "a/b")
    #expect(FilePath("/").appending("b").text == "/b")
    #expect(FilePath("").appending("b").text == "b")
  }

  /// Whatever is typed: walking up ends at "/" or ".", and nothing traps.
  @Test func walkingUpEnds() {
    var generator = SystemRandomNumberGenerator()
    let pieces = ["a", "/", "//", ".", "..", "\u{301}", "é", " ", "\n", "\u{202E}"]
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 0...8, using: &generator))
        .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      var path = FilePath(text)
      for _ in 0..<20 { path = path.folder }
      #expect(["/", "."].contains(path.text), "\(text)")
    }
  }
}
