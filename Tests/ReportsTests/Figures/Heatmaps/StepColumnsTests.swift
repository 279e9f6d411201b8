import Charts
import Diagnosis
import Records
import Testing

@testable import Reports

/// A column lies over the tick of its step.
struct StepColumnsTests {
  @Test func everyStepIsInTheMiddleOfItsColumn() {
    let columns = StepColumns(looks: [0, 1, 2, 3, 4, 5])
    #expect(columns.edges == [-0.5, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5])
    #expect(StepColumns(looks: [7]).edges == [6.5, 7.5])
    #expect(StepColumns(looks: []).edges.isEmpty)
    #expect(StepColumns(looks: [0, 10, 20]).edges == [-5, 5, 15, 25])
  }

  @Test func aColumnOfSeveralStepsCoversThem() {
    let columns = StepColumns(steps: [0, 1, 4, 20], lastSteps: [0, 3, 11, 20])
    #expect(columns.edges == [-0.5, 0.5, 3.5, 15.5, 20.5])
  }

  @Test func fewStepsHaveATickEach() {
    #expect(StepColumns.axis([StepColumns(looks: [0, 8, 24])]).ticks == .values([0, 8, 24]))
    let many = StepColumns(looks: Array(0...99))
    #expect(StepColumns.axis([many]).ticks == .integers(includingEnds: false))
  }

  /// Five steps in six columns.
  @Test(arguments: [1, 5, 9]) func ticksStandUnderTheirColumns(_ steps: Int) throws {
    let run = JudgedRun(ExampleRecord.make(depth: 3, steps: steps))
    let drawn = DrawnFigure(GradientHeatmapsFigure.self, of: [run])
    let (grid, area) = try #require(drawn.grids.first)
    #expect(grid.columns == steps + 1)
    for step in 0...steps {
      let tick = try #require(
        drawn.canvas.texts.first { $0.string == "\(step)" && $0.box.minY > area.maxY })
      let middle = area.minX + (Double(step) + 0.5) * area.width / Double(steps + 1)
      #expect(abs(tick.box.midX - middle) < 1, "step \(step)")
    }
  }

  /// A run that ended early is no strip beside an empty plot, and says so.
  @Test func aRunThatEndedEarlyHasStepsOfItsOwn() throws {
    var early = ExampleRecord.make(depth: 3, steps: 4, status: .diverged)
    early.name = "hot"
    let runs = [JudgedRun(early), JudgedRun(ExampleRecord.make(depth: 3, steps: 200))]
    let drawn = DrawnFigure(GradientHeatmapsFigure.self, of: runs)
    let areas = drawn.grids.map(\.area)
    #expect(areas.count == 2 && abs(areas[0].width - areas[1].width) < 1)
    #expect(drawn.words.contains("ended at step 4"))
    #expect(!drawn.words.contains("ended at step 200"))
    #expect(drawn.faults.isEmpty)
  }
}
