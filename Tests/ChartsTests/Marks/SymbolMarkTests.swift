import Charts
import Testing

struct SymbolMarkTests {
  private func fills(_ canvas: RecordingCanvas) -> [Path] {
    canvas.marks.compactMap { mark in
      if case .fill(let path, _) = mark { path } else { nil }
    }
  }

  /// Told apart in grey: no two shapes have the same outline, and all are of about one size.
  @Test func everyShapeDrawsItself() throws {
    var outlines: Set<[Point]> = []
    for shape in SymbolMark.Shape.allCases where shape != .circle {
      let canvas = RecordingCanvas(size: Size(100, 100))
      SymbolMark([Point(0.5, 0.5)], shape: shape, radius: 10, fill: Palette.blue).draw(
        on: canvas, in: Rect(x: 0, y: 0, width: 100, height: 100),
        x: LinearScale(from: 0, to: 1, range: (0, 100)),
        y: LinearScale(from: 0, to: 1, range: (100, 0)))
      let path = try #require(fills(canvas).first)
      let bounds = try #require(path.bounds)
      #expect(bounds.width <= 26 && bounds.height <= 26 && bounds.width >= 15, "\(shape)")
      #expect(outlines.insert(path.points).inserted)
    }
    #expect(outlines.count == SymbolMark.Shape.allCases.count - 1)
  }

  @Test func aPointWithoutAPlaceIsNotDrawn() {
    let canvas = RecordingCanvas(size: Size(100, 100))
    SymbolMark([Point(.nan, 0.5), Point(0, -1)], shape: .square, fill: Palette.blue).draw(
      on: canvas, in: Rect(x: 0, y: 0, width: 100, height: 100),
      x: LinearScale(from: 0, to: 1, range: (0, 100)),
      y: LogScale(from: 1, to: 10, range: (100, 0)))
    #expect(fills(canvas).isEmpty)
  }
}
