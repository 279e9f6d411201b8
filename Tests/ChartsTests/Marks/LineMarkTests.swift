import Testing

@testable import Charts

@Suite struct LineMarkTests {
  private let x = LinearScale(from: 0, to: 4, range: (0, 40))

  @Test func breaksWhereAValueHasNoPlace() {
    let mark = LineMark(
      x: [0, 1, 2, 3, 4], y: [1, .nan, 2, 3, .infinity],
      style: StrokeStyle(Palette.ink), dotRadius: 0)
    let pieces = mark.pieces(x: x, y: LinearScale(from: 0, to: 4, range: (40, 0)))
    #expect(pieces == [[Point(0, 30)], [Point(20, 20), Point(30, 10)]])
  }

  @Test func aLonelyPointIsADot() {
    let canvas = RecordingCanvas(size: Size(40, 40))
    LineMark(x: [1, 2], y: [1, 0], style: StrokeStyle(Palette.ink))
      .draw(on: canvas, in: canvas.bounds, x: x, y: LogScale(from: 0.1, to: 1, range: (40, 0)))
    #expect(canvas.marks.count == 1)
    #expect(canvas.strokes.isEmpty)
  }

  @Test func aBandIsBrokenToo() {
    let canvas = RecordingCanvas(size: Size(40, 40))
    BandMark(
      x: [0, 1, 2, 3, 4], lower: [0, 0, .nan, 1, 1], upper: [1, 1, 1, 2, 2], color: Palette.grid
    ).draw(on: canvas, in: canvas.bounds, x: x, y: x)
    #expect(canvas.marks.count == 2)
  }

  @Test func aRuleNamesItsValueInsideThePlot() {
    let canvas = RecordingCanvas(size: Size(200, 100))
    let y = LinearScale(from: 0, to: 4, range: (100, 0))
    for value in [0, 2.3, 4] {
      RuleMark(.horizontal(y: value), label: "chance").draw(
        on: canvas, in: canvas.bounds, x: x, y: y)
    }
    RuleMark(.horizontal(y: 9), label: "not drawn").draw(
      on: canvas, in: canvas.bounds, x: x, y: y)
    #expect(canvas.strings == ["chance", "chance", "chance"])
    #expect(canvas.textsOutside(canvas.bounds).isEmpty)
  }
}
