import Testing

@testable import Charts

/// Which plots say nothing, and which marks leave the surface.
@Suite struct RecordedPlotTests {
  private let room = Rect(x: 20, y: 20, width: 100, height: 60)
  private let line = StrokeStyle(Palette.blue, width: 2)

  private func isEmpty(_ draw: (RecordingCanvas) -> Void) -> Bool {
    let canvas = RecordingCanvas(size: Size(200, 100))
    canvas.plot(PlotNames(title: "a plot", x: "step", y: "loss"), in: room) { draw(canvas) }
    return canvas.emptyPlots.map(\.names.title) == ["a plot"]
  }

  @Test func aPlotWithAMarkOrAWordIsNotEmpty() {
    #expect(!isEmpty { $0.line(from: Point(20, 50), to: Point(120, 50), line) })
    #expect(
      !isEmpty { $0.text("nothing was measured", at: Point(30, 50), TextStyle(Font(size: 12))) })
    #expect(!isEmpty { $0.circle(center: Point(60, 40), radius: 2, fill: line.color, stroke: nil) })
    #expect(!isEmpty { $0.cells(CellGrid(rows: 1, columns: 1) { _, _ in Palette.blue }, in: room) })
  }

  @Test func aPlotWithoutAnythingToSeeIsEmpty() {
    #expect(isEmpty { _ in })
    #expect(isEmpty { $0.fill(room, Palette.background) })
    #expect(isEmpty { $0.fill(room, Palette.blue.opacity(0)) })
    #expect(isEmpty { $0.line(from: Point(0, 95), to: Point(200, 95), line) })
    #expect(isEmpty { $0.cells(CellGrid(rows: 0, columns: 0) { _, _ in Palette.blue }, in: room) })
    #expect(
      isEmpty { $0.cells(CellGrid(rows: 2, columns: 2) { _, _ in Palette.background }, in: room) })
    #expect(
      isEmpty { canvas in
        canvas.clipped(to: Rect(x: 20, y: 20, width: 10, height: 60)) {
          canvas.circle(center: Point(90, 40), radius: 3, fill: line.color, stroke: nil)
        }
      })
  }

  /// The grid of a panel is no mark of its plot.
  @Test func aPanelOfLinesThatAreNaNIsEmpty() {
    let canvas = RecordingCanvas(size: Size(300, 200))
    Panel(
      title: "NaN", x: Axis(.bottom, scale: LinearScale(from: 0, to: 1)),
      y: Axis(.left, scale: LinearScale(from: 0, to: 1), showsGrid: true),
      marks: [LineMark(x: [0, 1], y: [.nan, .nan], style: line)]
    ).draw(in: canvas.bounds, on: canvas)
    #expect(canvas.emptyPlots.map(\.names.title) == ["NaN"])
  }

  @Test func marksBeyondTheSurfaceAreFoundUnlessAClipCutsThem() {
    let canvas = RecordingCanvas(size: Size(200, 100))
    canvas.fill(Rect(x: 10, y: 10, width: 100, height: 50), Palette.blue)
    #expect(canvas.marksOutside.isEmpty)
    canvas.clipped(to: room) { canvas.line(from: Point(0, 50), to: Point(900, 50), line) }
    #expect(canvas.marksOutside.isEmpty)
    canvas.clipped(to: room) { canvas.line(from: Point(0, 950), to: Point(90, 950), line) }
    #expect(canvas.marksOutside.isEmpty)
    canvas.line(from: Point(0, 50), to: Point(900, 50), line)
    #expect(canvas.marksOutside.count == 1)
  }
}
