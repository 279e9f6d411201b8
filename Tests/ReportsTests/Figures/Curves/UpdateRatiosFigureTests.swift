import Charts
import Diagnosis
import Foundation
import Records
import Testing

@testable import Reports

/// Steps beside the weights that they change.
struct UpdateRatiosFigureTests {
  private func run(
    _ name: String, depth: Int = 4, rate: ((Int) -> Double)? = nil,
    _ ratio: @escaping (Int, Int) -> Double
  ) -> JudgedRun {
    var record = ExampleRecord.make(depth: depth, steps: 40) { step, layer, statistics in
      statistics.updateRatio = ratio(step, layer)
    }
    record.name = name
    if let rate {
      record.curves = Curves()
      for step in 0...40 {
        record.curves.append(
          step: step, loss: 1, accuracy: 0.5, gradientNorm: 1, learningRate: rate(step))
      }
    }
    return JudgedRun(record)
  }

  private func figure(_ runs: [JudgedRun]) -> UpdateRatiosFigure {
    UpdateRatiosFigure(context: FigureContext(runs, command: "gradscope compare"))
  }

  private var still: JudgedRun {
    run("sigmoid-naive") { _, layer in pow(10, Double(layer - 5) * 3 - 3) }
  }
  private var healthy: JudgedRun {
    run("relu-he") { _, layer in layer == 1 ? 2e-3 : 1e-3 }
  }

  @Test func theTitleSaysWhoMovesAndWhoDoesNot() {
    #expect(
      figure([still, healthy]).title
        == "A typical step changes layer 1 of sigmoid-naive by 1.0·10⁻¹⁵ of its weights, every layer "
        + "of relu-he by 1.0·10⁻³ to 2.0·10⁻³")
    #expect(
      figure([healthy]).title
        == "A typical step changes layer 2 by 1.0·10⁻³ of its weights, layer 1 by 2.0·10⁻³")
    #expect(
      figure([run("dead") { _, layer in layer == 1 ? 0 : 1e-3 }]).title
        == "A typical step leaves layer 1 as it was, and changes layer 2 by 1.0·10⁻³")
    #expect(figure([run("hot") { _, _ in 0.5 }, healthy]).title.contains("layer 1 of hot by 0.50"))
  }

  @Test func theGuideIsExplained() {
    let drawn = DrawnFigure(figure([healthy]))
    #expect(drawn.strings.contains("10⁻³: rule of thumb"))
    #expect(drawn.words.contains("10⁻³ is a rule of thumb for SGD and Adam"))
    // What healthy runs have stands beside it, so that it is not taken for a bound.
    #expect(drawn.words.contains("What is healthy here has"), "\(drawn.words)")
    #expect(drawn.words.contains("output"), "few lines have their names at their ends")
  }

  /// What is below the axis is said.
  @Test func nothingLeavesTheAxisUnsaid() {
    let drawn = DrawnFigure(figure([still]))
    #expect(drawn.strings.contains("2 of 5 lines mostly below 10⁻¹⁰"), "\(drawn.strings)")
    #expect(!DrawnFigure(figure([healthy])).words.contains("mostly below"))
    let exploding = DrawnFigure(figure([run("hot") { step, _ in step > 20 ? 1e6 : 0.1 }]))
    #expect(exploding.strings.contains("5 of 5 lines go above 10"), "\(exploding.strings)")
  }

  @Test func aLearningRateThatChangesIsDrawn() {
    let constant = DrawnFigure(figure([run("constant", rate: { _ in 0.1 }) { _, _ in 1e-3 }]))
    #expect(!constant.words.contains("learning rate"))
    let falling = DrawnFigure(
      figure([run("falling", rate: { 0.1 * pow(0.9, Double($0)) }) { _, _ in 1e-3 }]))
    #expect(falling.strings.contains("learning rate, on the same axis"))
    #expect(falling.canvas.strokes.contains { !$0.style.dash.isEmpty })
  }

  @Test func manyRunsShareAKeyOfColours() {
    let runs = ["a", "b", "c", "d"].map { name in
      run(name, depth: 10) { _, layer in 1e-3 * Double(layer) }
    }
    let drawn = DrawnFigure(figure(runs))
    #expect(["layer 1", "layer 6", "output"].allSatisfy(drawn.strings.contains))
    #expect(drawn.faults.isEmpty)
  }

  @Test func everyLineTellsWhatItIs() {
    let lines = UpdateRatioLines(healthy, FigureContext([healthy], command: "").styles[0])
    #expect(lines.lines.map(\.name) == (1...4).map { "layer \($0)" } + ["output"])
    #expect(lines.lines.allSatisfy { $0.points.count == 41 })
    #expect(figure([JudgedRun(ForeignRuns.named)]).lack == "no update of weights was measured")
  }

  /// A long run has a point a few time points, which is their median.
  @Test func manyTimePointsBecomeMedians() {
    var record = ExampleRecord.make(depth: 1, steps: 899) { step, _, statistics in
      statistics.updateRatio = step % 10 == 0 ? 1 : 1e-3
    }
    record.name = "long"
    let run = JudgedRun(record)
    let line = UpdateRatioLines(run, FigureContext([run], command: "").styles[0]).lines[0]
    #expect(line.points.count == 90 && line.points.allSatisfy { $0.y == 1e-3 })
  }

  /// The dashboard and this picture say the same, and what most of the steps did.
  @Test func aTypicalStepIsTheSameEverywhere() throws {
    var record = ExampleRecord.make(depth: 1, steps: 100)
    let all = record.history
    record.history = RunHistory(placeCount: record.places.count)
    for step in Array(0..<20) + [20, 50, 80, 100] {
      record.history.append(step: step)
      for place in record.places.indices {
        var statistics = all[step, place: place]
        statistics.updateRatio = step < 20 ? 0.012 : 2e-4
        record.history[record.history.count - 1, place: place] = statistics
      }
    }
    let run = JudgedRun(record)
    #expect(figure([run]).title.contains("by 2.0·10⁻⁴ of its weights"), "\(figure([run]).title)")
    let sentences = DashboardNumbers(run).sentences
    #expect(
      sentences.contains("A typical step moved the weights of a place by 2.0·10⁻⁴ of their size."),
      "\(sentences)")
  }
}
