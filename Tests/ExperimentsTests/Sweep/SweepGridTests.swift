import Records
import Testing

@testable import Experiments

/// Which cells a grid has, and what each trains.
struct SweepGridTests {
  private func grid(_ x: String, _ y: String) throws -> SweepGrid {
    try SweepGrid(
      x: SweepAxis(parsing: x, field: "x"), y: SweepAxis(parsing: y, field: "y"),
      base: TrainingPlan())
  }

  @Test func everyPairIsACell() throws {
    let grid = try grid("gain=1,1.5,2", "depth=3,6")
    #expect(grid.cells.count == 6)
    let last = try #require(grid.cells.last)
    #expect((last.column, last.row) == (2, 1))
    #expect(last.configuration.depth == 6 && last.configuration.initializer == "fan-in:2")
    #expect(last.name == "relu-depth-6-gain-2")
    #expect(Set(grid.cells.map(\.name)).count == 6)
  }

  @Test func everyVariableIsPutIntoTheConfiguration() throws {
    let cell = try grid("bias-variance=0.25", "width=17").cells[0].configuration
    #expect(cell.biasStd == 0.5 && cell.width == 17)
    #expect(try grid("learning-rate=0.2", "depth=4").cells[0].configuration.learningRate == 0.2)
  }

  @Test(arguments: [
    ("gain=1,2", "gain=1,2", "`y`: expected another variable than `x`"),
    ("gain=-1,2", "depth=1,2", "`x`: expected gain from 0 up, as it is a variance, got -1"),
    ("gain=1,2", "bias-variance=-1", "`y`: expected bias-variance from 0 up"),
    ("gain=1,2", "depth=-1,5", "`y` depth: expected a whole number from 0 to 1000, got -1"),
    ("gain=1,2", "learning-rate=0,1", "`y` learning-rate: expected a finite number above 0"),
    ("gain=1:2:1000", "depth=1:1000:1000", "at most 20000 cells, got 1000 × 1000"),
  ])
  func gridsThatCannotBeAreNamed(x: String, y: String, message: String) {
    let error = #expect(throws: ConfigurationError.self) { try grid(x, y) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }
}
