import Testing

@testable import Charts

/// A last line is more than a word left over.
struct TextBalanceTests {
  private let canvas = RecordingCanvas(size: Size(600, 200))

  private func lines(_ text: String, width: Double) -> [String] {
    let fitted = canvas.fit(text, width: width, font: Font(size: 12), maximumLines: 2)
    return canvas.balanced(fitted, of: text, width: width).lines
  }

  @Test func aWordAloneTakesOthersAlong() {
    let text = "digits, 1437 training examples, width 64, SGD 0.05, batch 64, seed 1"
    let width = canvas.measure(String(text.dropLast(3)), Font(size: 12)).width
    let plain = canvas.fit(text, width: width, font: Font(size: 12), maximumLines: 2).lines
    #expect(plain.count == 2 && plain[1].count < 8, "\(plain)")
    let balanced = lines(text, width: width)
    #expect(balanced.count == 2 && balanced[1].count > 8, "\(balanced)")
    #expect(balanced.joined(separator: " ") == text)
  }

  @Test func whatIsBalancedStaysAsItIs() {
    let text = "one two three four five six seven eight nine ten"
    let width = canvas.measure(text, Font(size: 12)).width
    #expect(lines(text, width: width + 1) == [text])
    let fitted = canvas.fit(text, width: 0.6 * width, font: Font(size: 12), maximumLines: 2)
    #expect(lines(text, width: 0.6 * width) == fitted.lines)
  }
}
