import Testing

@testable import Reports

/// Parts of a text have roles, which become colours at the exit and nowhere else.
struct RichTextTests {
  private func lines(_ text: RichText, width: Int? = nil, colors: Bool = true) -> [String] {
    TerminalText(width: width, colors: colors).lines([.line(text)])
  }

  @Test func aRoleIsAColourWhereThereAreColours() {
    let text: RichText = "\("error", .error) in \("layer 3", .strong)"
    #expect(lines(text) == ["\u{1B}[1;31merror\u{1B}[0m in \u{1B}[1mlayer 3\u{1B}[0m"])
    #expect(lines(text, colors: false) == ["error in layer 3"])
  }

  /// Of every role: never yellow, blue or cyan, which one ground or the other swallows, and no ground of its
  /// own.
  @Test(arguments: [
    TextRole.healthy, .error, .warning, .note, .strong, .command, .provenance,
  ])
  func theColoursAreReadOnALightGroundAndOnADarkOne(_ role: TextRole) throws {
    let text = TextPainter(colors: true).text("x", role)
    let codes = try #require(text.firstMatch(of: /\[([0-9;]+)m/)).1.split(separator: ";")
    #expect(Set(codes).isSubset(of: ["1", "2", "31", "32", "35"]))
    #expect(text.hasSuffix("x\u{1B}[0m"))
  }

  /// Widths are those of what is seen, and each line ends the colour it begins.
  @Test func aRoleThatIsBrokenIsThatOfBothLines() {
    let text: RichText = "  a verdict: \("vanishing gradient", .error) here"
    #expect(
      lines(text, width: 24) == [
        "  a verdict: \u{1B}[1;31mvanishing\u{1B}[0m", "  \u{1B}[1;31mgradient\u{1B}[0m here",
      ])
    #expect(lines(text, width: 24, colors: false) == ["  a verdict: vanishing", "  gradient here"])
  }

  @Test func aWordOfTwoRolesIsOneWord() {
    let text: RichText = "1234567890123456 \("(ab", .command)c)"
    #expect(lines(text, width: 20, colors: false) == ["1234567890123456", "(abc)"])
  }

  /// A name that brings its own escapes has them shown, inside of the colour that it gets.
  @Test func aNameCannotEndItsRole() {
    let name = "\u{1B}[0m\u{9B}31m"
    #expect(lines("\(name, .healthy)") == ["\u{1B}[1;32m\\u{1b}[0m\\u{9b}31m\u{1B}[0m"])
  }

  @Test func neighboursOfARoleAreOnePart() {
    let text: RichText = "a\("b", nil)\("c", .strong)\("d", .strong)"
    #expect(text.spans == [.init(text: "ab", role: nil), .init(text: "cd", role: .strong)])
    #expect(text.plain == "abcd")
  }
}
