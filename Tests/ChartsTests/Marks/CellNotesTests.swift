import Testing

@testable import Charts

/// Words and lines on cells.
@Suite struct CellNotesTests {
  private let plot = Rect(x: 0, y: 0, width: 400, height: 200)
  private let scale = LogScale(from: 1e-6, to: 1)

  private func draw(_ notes: CellNotes) -> RecordingCanvas {
    let canvas = RecordingCanvas(size: Size(400, 200))
    let cells = notes.cells
    notes.draw(
      on: canvas, in: plot,
      x: LinearScale(from: cells.xEdges.first, to: cells.xEdges.last, range: (0, 400)),
      y: LinearScale(from: cells.yEdges.first, to: cells.yEdges.last, range: (0, 200)))
    return canvas
  }

  @Test func aRegionIsNamedInItsLargestRectangle() throws {
    let rows = (0..<10).map { row in (0..<20).map { $0 >= 10 && row < 5 ? 0.0 : 0.1 } }
    let region = CellNotes.Region("exactly 0", color: Palette.onLightCells) { $0 == 0 }
    let canvas = draw(CellNotes(CellMark(rows: rows, scale: scale), regions: [region]))
    let text = try #require(canvas.texts.first)
    #expect(abs(text.box.midX - 300) < 1 && abs(text.box.midY - 50) < 2)
  }

  @Test func whereTheWordsHaveNoRoomTheyAreLeftOut() {
    let rows = (0..<100).map { row in [row == 50 ? 0.0 : 0.1] }
    let region = CellNotes.Region("exactly 0", color: Palette.onLightCells) { $0 == 0 }
    #expect(draw(CellNotes(CellMark(rows: rows, scale: scale), regions: [region])).texts.isEmpty)
  }

  @Test func aLevelIsALineBetweenTheCellsOnBothSides() throws {
    let rows = (0..<10).map { row in [Double](repeating: row < 4 ? 1e-12 : 0.1, count: 6) }
    let notes = CellNotes(
      CellMark(rows: rows, scale: scale), levels: [.init(1e-8, label: "10⁻⁸")])
    let canvas = draw(notes)
    let line = try #require(canvas.strokes.first?.path.bounds)
    #expect(line.height == 0 && abs(line.minY - 80) < 0.01 && line.width == 400)
    #expect(canvas.strings == ["10⁻⁸"])
    // An exact 0 has no level beside it: its colour is its border.
    let zeros = (0..<10).map { row in [Double](repeating: row < 4 ? 0 : 0.1, count: 6) }
    #expect(
      draw(CellNotes(CellMark(rows: zeros, scale: scale), levels: notes.levels)).strokes.isEmpty)
  }

  @Test func labelsOfLevelsKeepApart() {
    let rows = (0..<60).map { row in
      [Double](repeating: Numbers.power10(-Double(row)), count: 6)
    }
    let levels = (10..<50).map { exponent in
      CellNotes.Level(Numbers.power10(-Double(exponent) + 0.5), label: "level \(exponent)")
    }
    let canvas = draw(CellNotes(CellMark(rows: rows, scale: scale), levels: levels))
    #expect(canvas.strokes.count == 40 && canvas.texts.count > 8)
    #expect(canvas.overlappingTexts().isEmpty)
  }

  @Test func theLargestRectangleIsFound() throws {
    let isIn = [
      [true, true, false, true],
      [true, true, true, true],
      [false, true, true, true],
    ]
    let found = try #require(LargestRectangle.find(isIn))
    #expect(found.rows == 1..<3 && found.columns == 1..<4)
    #expect(LargestRectangle.find([[false]]) == nil && LargestRectangle.find([]) == nil)
  }
}
