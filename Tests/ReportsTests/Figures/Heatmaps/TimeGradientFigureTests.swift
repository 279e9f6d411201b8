import Charts
import Diagnosis
import Records
import Testing

@testable import Reports

/// δ through time.
struct TimeGradientFigureTests {
  private func figure(_ runs: [JudgedRun]) -> TimeGradientFigure {
    TimeGradientFigure(context: FigureContext(runs, command: "gradscope report"))
  }

  @Test func theFirstTimeStepIsLeftAndTheLastRight() throws {
    let run = JudgedRun(ForeignRuns.lstm(steps: 20, factor: 0.5))
    let drawn = DrawnFigure(figure([run]))
    let (grid, _) = try #require(drawn.grids.first)
    // A column a time step, a row a training step; what comes back is small at the left.
    #expect(grid.columns == 20 && grid.rows == 51)
    #expect(grid[0, 0].luminance < grid[0, 19].luminance)
    #expect(drawn.words.contains("×0.500 per time step going back"))
    #expect(drawn.words.contains("δ at time step 1: 3.8·10⁻⁸ at first, 3.8·10⁻⁸ at step 50"))
    #expect(drawn.words.contains("training step"))
  }

  /// A time step without a number is a gap; the others keep their cells.
  @Test func whatWasNotMeasuredIsAGap() throws {
    var record = ForeignRuns.lstm(steps: 20, factor: 0.5)
    for step in 0..<record.history.count {
      for place in [0, 9] { record.history[step, place: place][.deltaRMS] = nil }
    }
    let drawn = DrawnFigure(figure([JudgedRun(record)]))
    #expect(drawn.grids.map(\.grid.columns) == [8, 10])
    let (first, second) = (drawn.grids[0].area, drawn.grids[1].area)
    #expect(abs(first.width / 8 - second.width / 10) < 1e-6)
    #expect(abs(second.minX - first.maxX - first.width / 8) < 1e-6)
    #expect(drawn.words.contains("δ at time step 2: 7.6·10⁻⁸ at first"))
    #expect(drawn.words.contains("White: never measured.") && !drawn.words.contains("NaN"))
  }

  @Test func theTitleTellsRunsApart() {
    let runs = [0.3, 0.99].map {
      JudgedRun(ForeignRuns.lstm(steps: 20, factor: $0, name: "factor \($0)"))
    }
    #expect(
      figure(runs).title
        == "Before the first update, δ shrinks to 2.3·10⁻¹² by time step 1 of factor 0.3 (the same at the end of "
        + "training); in factor 0.99 it stays within ×1.2 over all time steps")
  }

  @Test func itIsLeftOutWithoutTimeSteps() {
    #expect(figure(SampleRuns.runs(depth: 3, steps: 5)).lack == "no run has a chain of time steps")
    var record = ForeignRuns.lstm(steps: 4)
    for step in 0..<record.history.count {
      for place in 0..<4 { record.history[step, place: place][.deltaRMS] = nil }
    }
    #expect(figure([JudgedRun(record)]).lack == "δ was not measured at several time steps")
  }

  /// Runs without time steps beside one with some.
  @Test func onlyRunsWithTimeStepsAreDrawn() {
    let drawn = DrawnFigure(
      figure([JudgedRun(ForeignRuns.lstm()), JudgedRun(ForeignRuns.transformer)]))
    #expect(drawn.strings.contains("lstm-adding") && !drawn.strings.contains("transformer"))
  }
}
