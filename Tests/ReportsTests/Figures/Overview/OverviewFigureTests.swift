import Charts
import Diagnosis
import Records
import Testing

@testable import Reports

/// What the overview tells is drawn, and what is drawn is explained.
struct OverviewFigureTests {
  /// The title of one run tells the end: so there is a line of it.
  @Test func theEndThatTheTitleTellsIsDrawn() {
    let run = JudgedRun(
      ExampleRecord.make(depth: 4, steps: 40) { step, layer, statistics in
        statistics.deltaRMS = step == 40 ? 0.01 * Double(layer) : 0.1
      })
    let figure = OverviewFigure(context: FigureContext([run], command: ""))
    #expect(figure.title.contains("at the end"))
    let drawn = DrawnFigure(figure)
    #expect(drawn.words.contains("black, dashed: at the end, step 40"), "\(drawn.strings)")
    #expect(drawn.strings.contains("δ by layer before the first update, and at the end"))
    let several = DrawnFigure(OverviewFigure.self, of: [run, run])
    #expect(!several.words.contains("black, dashed"))
  }

  /// A ring and an upright line say what they are, in the overview and on the dashboard.
  @Test func theMarksOfADivergenceAreExplained() {
    var record = ExampleRecord.make(depth: 3, steps: 20, status: .diverged)
    record.curves = Curves()
    for (step, loss) in [2.3, 2.9, 31, .nan].enumerated() {
      record.curves.append(step: step, loss: loss, accuracy: 0, gradientNorm: 1)
    }
    let words = "ring: the last loss that is a number; upright line: from there on it is NaN"
    let run = JudgedRun(record)
    for kind in [OverviewFigure.self, DashboardFigure.self] as [any RunFigure.Type] {
      #expect(DrawnFigure(kind, of: [run]).words.contains(words), "\(kind.name)")
    }
    record.name = "other"
    let both = DrawnFigure(OverviewFigure.self, of: [run, JudgedRun(record)])
    #expect(both.words.contains("rings: the last losses that are numbers"), "\(both.words)")
  }
}
