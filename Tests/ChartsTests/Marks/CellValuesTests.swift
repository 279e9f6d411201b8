import Testing

@testable import Charts

/// What a reader who points at a cell is told.
struct CellValuesTests {
  /// A canvas that keeps the values behind marks.
  private final class AskedCanvas: Canvas {
    let size = Size(100, 100)
    let pixelsPerPoint = 2.0
    private(set) var told: [ShownValues] = []

    func stroke(_ path: Path, _ style: StrokeStyle) {}
    func fill(_ path: Path, _ color: Color) {}
    func fill(_ rect: Rect, _ color: Color) {}
    func stroke(_ rect: Rect, _ style: StrokeStyle) {}
    func circle(center: Point, radius: Double, fill: Color?, stroke: StrokeStyle?) {}
    func cells(_ grid: CellGrid, in rect: Rect) {}
    func text(_ string: String, at point: Point, _ style: TextStyle) {}
    func measure(_ string: String, _ font: Font) -> TextExtent {
      TextExtent(width: 0, ascent: 0, descent: 0)
    }
    func clipped<Result>(to rect: Rect, _ body: () throws -> Result) rethrows -> Result {
      try body()
    }
    func show(_ values: ShownValues) { told.append(values) }
  }

  /// Steps 0, 10 and 100: each value is told of its own column, however wide that is.
  @Test func columnsThatAreNotEquallyWideKeepTheirValues() throws {
    var mark = CellMark(
      rows: [[1, 2, 3]], columnEdges: [-5, 5, 55, 145], scale: LinearScale(from: 0, to: 3))
    mark.columnValues = [0, 10, 100]
    let canvas = AskedCanvas()
    mark.draw(
      on: canvas, in: canvas.bounds,
      x: LinearScale(from: -5, to: 145).drawn(from: 0, to: 100),
      y: LinearScale(from: 0.5, to: 1.5).drawn(from: 100, to: 0))
    guard case .cells(_, let rows, _, _, let columns, let edges) = try #require(canvas.told.first)
    else {
      Issue.record("no cells were told")
      return
    }
    #expect(rows == [[1, 2, 3]])
    #expect(columns == [0, 10, 100])
    #expect(edges?.map { ($0 * 1.5 - 5).rounded() } == [-5, 5, 55, 145])
  }

  /// A place that was never measured takes nothing from the others.
  @Test func anEmptyFirstRowLeavesTheOthersTheirValues() {
    let values = ShownValues.cells(
      Rect(x: 0, y: 0, width: 10, height: 10), rows: [[], [1, 2]], x: .init(0, 2), y: .init(0, 2))
    let names = PlotNames(title: "δ", x: "step", y: "layer")
    let room = Rect(x: 0, y: 0, width: 10, height: 10)
    let shown = ShownData(plots: [.init(names: names, rect: room, values: [values])])
    #expect(!shown.isEmpty)
    #expect(shown.json().contains("\"cells\":[{"))
    let none = ShownValues.cells(room, rows: [[], []], x: .init(0, 2), y: .init(0, 2))
    #expect(ShownData(plots: [.init(names: names, rect: room, values: [none])]).isEmpty)
  }
}
