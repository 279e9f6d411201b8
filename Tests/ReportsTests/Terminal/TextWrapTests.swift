import Testing

@testable import Reports

/// Prose breaks between words and nowhere else.
struct TextWrapTests {
  @Test func anItemKeepsItsIndent() {
    #expect(
      TextWrap(width: 24).lines("  What to do: use another activation")
        == ["  What to do: use", "  another activation"])
  }

  @Test func whatFitsIsLeftAsItIs() {
    #expect(TextWrap(width: 12).lines("a   b  c") == ["a   b  c"])
    #expect(TextWrap(width: 12).lines("") == [""])
  }

  /// A wide terminal is for tables: prose of 200 columns is read by nobody.
  @Test func proseIsNoWiderThanAnEyeFollows() {
    let prose = String(repeating: "word ", count: 100)
    for width in [60, 110, 200] {
      let lines = TerminalText(width: width, colors: false).lines([.line(prose)])
      #expect(lines.map(\.count).max() == min(width, 110) / 5 * 5 - 1)
    }
    #expect(TerminalText(width: nil, colors: false).lines([.line(prose)]).count == 1)
  }

  @Test func aNumberStaysWithItsOperatorAndItsUnit() {
    #expect(
      TextWrap(width: 16).lines("the loss goes 2.30 → 0.05") == ["the loss goes", "2.30 → 0.05"])
    #expect(
      TextWrap(width: 14).lines("which is about 99 % of it") == ["which is about", "99 % of it"])
    #expect(
      TextWrap(width: 10).lines("░░\u{A0}0–0.2   ▒▒\u{A0}0.2–0.4") == ["░░ 0–0.2", "▒▒ 0.2–0.4"])
  }

  @Test func aWordThatIsTooLongIsShortenedInItsMiddle() {
    let name = "start" + String(repeating: "x", count: 300) + "end"
    #expect(TextWrap(width: 13).lines("a \(name) b") == ["a", "startx…xxxend", "b"])
  }
}
