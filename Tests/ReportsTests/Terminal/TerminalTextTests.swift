import Testing

@testable import Reports

/// What leaves through the renderer is printable and of bounded length, whatever it quotes.
struct TerminalTextTests {
  private let steering = "a\u{1B}[2Jb\u{202E}c\nd\u{2028}e"
  private let escaped = "a\\u{1b}[2Jb\\u{202e}c\\nd\\u{2028}e"

  private func lines(_ block: TextBlock, width: Int? = nil) -> [String] {
    TerminalText(width: width, colors: true).lines([block])
  }

  @Test func nothingFromOutsideSteersTheTerminal() {
    #expect(lines(.line(steering)) == [escaped])
    #expect(lines(.copyable(steering)) == [escaped])
    #expect(lines(.drawing([[steering]])) == [escaped])
    let table = PlainTable(columns: [.init("run")], rows: [[.init(steering)]])
    #expect(lines(.table(table)).last == escaped)
  }

  @Test func aWordHasABoundAndACommandNone() {
    let name = String(repeating: "n", count: 1_000_000)
    #expect(lines(.line("run \(name) ended"))[0].count == 4 + 200 + 6)
    #expect(lines(.line(String(repeating: "n ", count: 500_000)))[0].count < 20_001)
    #expect(lines(.copyable("train \(name)"), width: 60) == ["train \(name)"])
    // A character with a million marks is one character, and far too many bytes.
    #expect(lines(.line("a" + String(repeating: "\u{301}", count: 100_000)))[0].utf8.count < 500)
  }

  @Test func aDrawingTakesTheFirstVariantThatFits() {
    let drawing = TextBlock.drawing([["████████"], ["████"]])
    #expect(lines(drawing) == ["████████"])
    #expect(lines(drawing, width: 20) == ["████████"])
    let wide = TextBlock.drawing([
      [String(repeating: "█", count: 60)], [String(repeating: "█", count: 30)],
    ])
    #expect(lines(wide, width: 30)[0].count == 30)
    #expect(lines(wide, width: 25) == [String(repeating: "█", count: 24) + "…"])
  }

  @Test func aMessageIsOneLineOfBoundedLength() {
    let message = String(repeating: "tensor \"w\" ", count: 10_000) + "save it again"
    #expect(message.printableMessage.count == 2000)
    #expect(message.printableMessage.hasSuffix("save it again"))
  }
}
