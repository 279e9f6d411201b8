import Testing

@testable import Charts

@Suite struct RecordingCanvasTests {
  private let style = TextStyle(Font(size: 12))

  @Test func findsTextsThatOverlap() {
    let canvas = RecordingCanvas(size: Size(200, 100))
    canvas.text("one", at: Point(10, 50), style)
    canvas.text("two", at: Point(20, 53), style)
    canvas.text("apart", at: Point(100, 50), style)
    #expect(canvas.overlappingTexts().map { [$0.0.string, $0.1.string] } == [["one", "two"]])
  }

  @Test func findsTextsThatAreCut() {
    let canvas = RecordingCanvas(size: Size(100, 100))
    canvas.text("inside", at: Point(10, 50), style)
    canvas.text("beyond the right edge", at: Point(60, 50), style)
    canvas.clipped(to: Rect(x: 0, y: 0, width: 20, height: 100)) {
      canvas.text("clipped", at: Point(5, 80), style)
    }
    #expect(
      canvas.textsOutside(canvas.bounds).map(\.string) == ["beyond the right edge", "clipped"])
  }

  @Test func boxesTurnWithTheText() throws {
    let canvas = RecordingCanvas(size: Size(100, 100))
    canvas.text(
      "upward", at: Point(50, 50), TextStyle(Font(size: 12), anchor: .middle, rotation: -90))
    let box = try #require(canvas.texts.first).box
    #expect(box.height > box.width)
    #expect(abs(box.midY - 50) < 1e-9)
  }

  @Test func measuresAsCairoDoes() throws {
    let recording = RecordingCanvas(size: Size(100, 100))
    for format in [CairoCanvas.Format.pixels(scale: 3), .pdf] {
      let cairo = try CairoCanvas(size: Size(100, 100), format: format)
      for text in ["∂L/∂z", "10⁻¹²", "‖σ′‖", ""] {
        #expect(cairo.measure(text, Font(size: 13)) == recording.measure(text, Font(size: 13)))
      }
    }
    #expect(recording.measure("‖σ′‖ 10⁻¹²", Font(size: 13)).width > 40)
  }
}
