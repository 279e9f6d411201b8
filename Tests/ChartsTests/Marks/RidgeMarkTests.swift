import Testing

@testable import Charts

@Suite struct RidgeMarkTests {
  private let plot = Rect(x: 0, y: 0, width: 100, height: 100)

  private func draw(_ mark: RidgeMark) -> RecordingCanvas {
    let canvas = RecordingCanvas(size: Size(100, 100))
    mark.draw(
      on: canvas, in: plot, x: LinearScale(from: 0, to: 10).drawn(from: 0, to: 100),
      // Downward, as places are counted.
      y: LinearScale(from: 0, to: 2).drawn(from: 0, to: 100))
    return canvas
  }

  private let bins = [
    RidgeMark.Bin(lower: 0, upper: 1, value: 0.5), RidgeMark.Bin(lower: 1, upper: 2, value: 1),
    RidgeMark.Bin(lower: 2, upper: 3, value: 0), RidgeMark.Bin(lower: 3, upper: 4, value: .nan),
    RidgeMark.Bin(lower: 4, upper: 5, value: 0.25),
  ]

  @Test func barsStandOnTheirLineAndReachUpAlsoWhereTheAxisGoesDown() {
    let canvas = draw(RidgeMark(bins, base: 1, height: 0.8, outline: StrokeStyle(.init(hex: 0))))
    let bounds = canvas.strokes.compactMap { $0.path.bounds }
    #expect(
      bounds == [
        Rect(x: 0, y: 10, width: 20, height: 40), Rect(x: 40, y: 40, width: 10, height: 10),
      ])
  }

  @Test func emptyBarsDrawNothing() {
    let empty = bins.map { RidgeMark.Bin(lower: $0.lower, upper: $0.upper, value: 0) }
    #expect(draw(RidgeMark(empty, base: 1, height: 1, fill: Palette.blue)).marks.isEmpty)
    #expect(draw(RidgeMark([], base: 1, height: 1, fill: Palette.blue)).marks.isEmpty)
  }

  @Test func ringsStandOnlyWhereTheirPointHasAPlace() {
    let canvas = RecordingCanvas(size: Size(100, 100))
    let scale = LogScale(from: 1, to: 100).drawn(from: 0, to: 100)
    RingMark(
      [Point(10, 10), Point(0, 10), Point(10, 1000), Point(.nan, 10)], style: .init(.init(hex: 0))
    )
    .draw(on: canvas, in: plot, x: scale, y: scale)
    #expect(canvas.marks.count == 1)
  }
}
