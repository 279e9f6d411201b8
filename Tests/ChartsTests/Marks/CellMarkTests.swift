import Testing

@testable import Charts

@Suite struct CellMarkTests {
  private let scale = LogScale(from: 1e-6, to: 1)

  @Test func specialValuesHaveTheirOwnColours() {
    let mark = CellMark(rows: [[0, .nan, .infinity, -.infinity, -1, 1e-9, 5]], scale: scale)
    let special = SpecialColors()
    #expect(mark.color(of: 0) == special.zero)
    #expect(mark.color(of: -0.0) == special.zero)
    #expect(mark.color(of: .nan) == special.notANumber)
    #expect(mark.color(of: -.infinity) == special.infinite)
    #expect(mark.color(of: -1) == special.notANumber)
    #expect(mark.color(of: 1e-9) == ColorMap.viridis.color(at: 0))
    #expect(mark.color(of: 5) == ColorMap.viridis.color(at: 1))
    #expect(mark.occurringSpecialValues == [.zero, .notANumber, .infinite])
  }

  @Test func aggregationNeverLosesASpecialValue() throws {
    var row = [Double](repeating: 0.01, count: 10_000)
    row[1234] = 0
    row[5555] = .infinity
    row[5556] = 0
    row[9999] = .nan
    let mark = CellMark(rows: [row], scale: scale)
    for columns in [1, 2, 7, 100, 313] {
      let cells = try #require(mark.aggregated(rows: 1, columns: columns).first)
      #expect(cells.count == columns)
      #expect(cells.contains { $0?.isNaN == true })
      if columns > 2 {
        #expect(cells.contains { $0?.isInfinite == true })
        #expect(cells.contains(0))
        #expect(cells.contains { $0.map { abs($0 / 0.01 - 1) < 1e-9 } ?? false })
      }
    }
  }

  @Test func aggregationIsTheGeometricMeanOnALogScale() throws {
    let mark = CellMark(rows: [[1e-4, 1e-2]], scale: scale)
    let value = try #require(mark.aggregated(rows: 1, columns: 1).first?.first ?? nil)
    #expect(abs(value / 1e-3 - 1) < 1e-9)
  }

  @Test func rowsOfDifferentLengthEndWithEmptyCells() {
    let mark = CellMark(rows: [[1, 1, 1, 1], [1], []], scale: scale)
    let cells = mark.aggregated(rows: 3, columns: 2)
    #expect(cells[1] == [1, nil])
    #expect(cells[2] == [nil, nil])
    #expect(mark.color(of: nil) == Palette.background)
    #expect(CellMark(rows: [], scale: scale).columns == 0)
  }

  @Test func anUpwardAxisTurnsTheRowsOver() throws {
    let canvas = RecordingCanvas(size: Size(10, 10))
    let plot = Rect(x: 0, y: 0, width: 10, height: 10)
    let mark = CellMark(rows: [[0], [1]], scale: scale)
    mark.draw(
      on: canvas, in: plot, x: LinearScale(from: -0.5, to: 0.5, range: (0, 10)),
      y: LinearScale(from: 0.5, to: 2.5, range: (10, 0)))
    guard case .cells(let grid, let rect) = try #require(canvas.marks.first) else {
      Issue.record("expected cells")
      return
    }
    #expect(rect == plot)
    #expect(grid[1, 0] == SpecialColors().zero)
  }

  /// Unequal columns have their widths, and none is lost among wide ones.
  @Test func unequalColumnsKeepTheirWidths() throws {
    let mark = CellMark(
      rows: [[1, 0, 0.1, 0.01]], columnEdges: [0, 1, 1.001, 3, 10], scale: scale)
    #expect(mark.xEdges.first == 0 && mark.xEdges.last == 10 && mark.columnEdges != nil)
    let cells = try #require(mark.aggregated(rows: 1, columns: 10).first)
    #expect(cells.count == 10 && cells[0] == 1 && cells[1] == 0)
    #expect(Array(cells[2...]) == [0.1] + [Double?](repeating: 0.01, count: 7))
  }

  @Test func equalEdgesAreEqualColumns() {
    let mark = CellMark(rows: [[1, 2]], columnEdges: [-0.5, 0.5, 1.5], scale: scale)
    #expect(mark.columnEdges == nil && mark.xEdges.last == 1.5)
    // A list that does not fit is not looked at.
    let odd = CellMark(rows: [[1, 2]], columnEdges: [3, 2, 1], scale: scale)
    #expect(odd.columnEdges == nil && odd.xEdges.first == -0.5)
  }

  @Test func aZeroIsAValueWhereTheScaleBeginsThere() {
    var mark = CellMark(rows: [[0, 1]], scale: LinearScale(from: 0, to: 1))
    #expect(mark.occurringSpecialValues == [.zero])
    mark.marksZero = false
    #expect(mark.occurringSpecialValues.isEmpty)
    #expect(mark.color(of: 0) == ColorMap.viridis.color(at: 0))
  }
}
