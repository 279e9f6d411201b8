import Charts
import Records
import Testing

@testable import Reports

/// The phase diagram says what it must, and nothing of it overlaps or is cut off.
struct PhaseDiagramFigureTests {
  private func drawn(
    _ sweep: SweepRecord, measure: SweepMeasure = .accuracy
  ) -> RecordingCanvas {
    let picture = PhaseDiagramFigure(
      sweep: sweep, measure: measure, command: "gradscope sweep --activation tanh")
    let canvas = RecordingCanvas(size: picture.size)
    picture.draw(on: canvas)
    return canvas
  }

  private static let sweeps: [SweepRecord] = {
    let square = SampleSweep.make()
    var transposed = SweepRecord(
      x: square.y, y: square.x, facts: square.facts, network: square.network, theory: square.theory)
    for (column, row, cell) in square.done { transposed.cells[column][row] = cell }
    var plain = SweepRecord(
      x: SweepAxis(.learningRate, [1e-4, 1e-3, 1e-2], isLogarithmic: true),
      y: SweepAxis(.width, [16, 32]), facts: square.facts, network: square.network)
    plain.cells[1][2] = SampleSweep.cell(accuracy: 0.9)
    return [
      square, transposed, plain, SampleSweep.make(open: 100),
      SampleSweep.make(gains: [1.95, 2, 5], depths: [3]),
      SampleSweep.make(gains: [1], depths: [3]),
      SampleSweep.make(gains: [2, 3, 4, 5, 6], depths: [1, 100, 1000]),
    ]
  }()

  @Test func aLongCommandAndLongNamesOfDataAreNotInTheWay() {
    var sweep = SampleSweep.make()
    sweep.facts.data = DatasetSummary(name: String(repeating: "folder/", count: 40) + "data.csv")
    let picture = PhaseDiagramFigure(
      sweep: sweep, measure: .accuracy,
      command: "gradscope sweep --csv " + String(repeating: "folder/", count: 60) + "data.csv")
    let canvas = RecordingCanvas(size: picture.size)
    picture.draw(on: canvas)
    #expect(canvas.overlappingTexts().map { "\($0.0.string) | \($0.1.string)" }.isEmpty)
    #expect(canvas.textsOutside(canvas.bounds).map(\.string).isEmpty)
    #expect(canvas.strings.contains { $0.contains("batch 64") })
  }

  @Test(arguments: sweeps.indices, SweepMeasure.allCases)
  func textsKeepApartAndInside(index: Int, measure: SweepMeasure) {
    let canvas = drawn(Self.sweeps[index], measure: measure)
    #expect(canvas.overlappingTexts().map { "\($0.0.string) | \($0.1.string)" }.isEmpty)
    #expect(canvas.textsOutside(canvas.bounds).map(\.string).isEmpty)
    #expect(canvas.strings.filter { $0.contains("…") }.isEmpty)
  }

  @Test func theCriticalLineAndTheBorderAreNamed() throws {
    let canvas = drawn(SampleSweep.make())
    let critical = try #require(canvas.texts.first { $0.string.contains("critical, χ = 1") })
    #expect(critical.string.contains("σw² = 2"))
    #expect(canvas.strings.contains { $0.contains("depth = 9 ξ") && $0.contains("ξ = 1/|ln χ|") })
    #expect(canvas.strings.contains(SweepWords.sides.left))
    #expect(canvas.strings.contains(SweepWords.sides.right))
    // The label stands over its line.
    let line = try #require(
      canvas.strokes.last { $0.style == PhaseDiagramFigure.criticalStroke })
    let x = try #require(line.path.points.first).x
    #expect(abs(critical.box.midX - x) < 1)
  }

  @Test func everyCellHasItsColour() throws {
    let sweep = SampleSweep.make(open: 1)
    let grids = drawn(sweep).marks.compactMap { mark in
      if case .cells(let grid, _) = mark, grid.columns > 1 { grid } else { nil }
    }
    let grid = try #require(grids.first)
    #expect(grid.rows == 16 && grid.columns == 21)
    #expect(grid[15, 0] == MissingCellMark.open, "the first cell is at the bottom left")
    #expect(grid[15, 1] == ColorMap.viridis.color(at: 0.95))
    #expect(grid[0, 20] == MissingCellMark.diverged)
  }

  @Test func anUnfinishedSweepSaysSo() {
    let canvas = drawn(SampleSweep.make(open: 100))
    #expect(canvas.strings.contains { $0.contains("INTERRUPTED: 100 of 336 cells") })
    #expect(canvas.strings.contains("not trained yet"))
  }
}
