import Testing

@testable import Charts

@Suite struct TextFittingTests {
  private let canvas = RecordingCanvas(size: Size(500, 500))
  private let font = Font(size: 16)
  private let text = "does the gradient reach layer 1?"

  @Test func whatFitsIsLeftAlone() {
    let fitted = canvas.fit(text, width: 400, font: font)
    #expect(fitted.lines == [text])
    #expect(fitted.font == font)
  }

  @Test func wordsWrapBeforeTheTypeShrinks() {
    let fitted = canvas.fit(text, width: 180, font: font, maximumLines: 2)
    #expect(fitted.lines == ["does the gradient", "reach layer 1?"])
    #expect(fitted.font.size == 16)
  }

  @Test func aNumberStaysWithItsSign() {
    for text in ["from 27 % to 100 %", "the slope is φ′ ≤ ¼", "the network of seed 1"] {
      for width in stride(from: 90.0, to: 160, by: 5) {
        let lines = canvas.fit(text, width: width, font: font, maximumLines: 3).lines
        #expect(
          !lines.contains { $0.hasPrefix("%") || $0.hasPrefix("≤") || ["¼", "1"].contains($0) },
          "\(lines)")
      }
    }
  }

  @Test func theTypeShrinksBeforeAnythingIsLeftOut() {
    let fitted = canvas.fit(text, width: 240, font: font, minimumSize: 10)
    #expect(fitted.lines == [text])
    #expect(fitted.font.size < 16 && fitted.font.size >= 10)
    #expect(!fitted.isShortened)
  }

  @Test func anEllipsisIsTheLastResort() {
    let fitted = canvas.fit(text, width: 100, font: font, minimumSize: 12)
    #expect(fitted.lines.count == 1)
    #expect(fitted.lines[0].hasSuffix("…"))
    #expect(fitted.isShortened)
    #expect(fitted.width <= 100)
  }

  @Test func nothingIsTooNarrowOrTooEmpty() {
    #expect(canvas.fit(text, width: 0, font: font, maximumLines: 3).isShortened)
    #expect(canvas.fit("", width: 0, font: font).lines == [""])
    #expect(canvas.fit(text, width: -5, font: Font(size: 0), maximumLines: 0).lines.count == 1)
  }
}
