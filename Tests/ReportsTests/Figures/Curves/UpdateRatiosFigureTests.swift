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
    #expect(
      drawn.words.contains("This run is healthy: 1.0·10⁻³ to 2.0·10⁻³, median over all steps."),
      "\(drawn.words)")
    #expect(drawn.words.contains("output"), "few lines have their names at their ends")
  }

  /// What is below the axis is said, and the lines that end there have one name at its foot.
  @Test func nothingLeavesTheAxisUnsaid() throws {
    let drawn = DrawnFigure(figure([still]))
    #expect(drawn.words.contains("2 of 5 lines mostly below 10⁻¹⁰"), "\(drawn.strings)")
    #expect(drawn.strings.contains("layers 1–2: below 10⁻¹⁰"), "\(drawn.strings)")
    #expect(!drawn.strings.contains("layer 1") && drawn.strings.contains("layer 3"))
    let foot = try #require(drawn.box("layers 1–2: below 10⁻¹⁰"))
    #expect(drawn.box("layer 3").map { $0.maxY <= foot.minY } == true)
    #expect(!DrawnFigure(figure([healthy])).words.contains("mostly below"))
  }

  /// A run that blows up has an axis up to its values, and a title of them.
  @Test func updatesOfARunThatBlowsUpAreOnTheAxis() {
    let exploding = run("hot") { step, layer in
      step == 0 ? 0.1 : step == 1 ? 1e10 * Double(layer) : .nan
    }
    let drawn = DrawnFigure(figure([exploding]))
    #expect(
      figure([exploding]).title
        == "Updates reach 5.0·10¹⁰ times the weights of the output layer at step 1, "
        + "and are no numbers in all 5 layers at the end")
    #expect(drawn.strings.contains("layer 3, then NaN") && drawn.strings.contains("10⁹"))
    #expect(!drawn.words.contains("go above"))
    // Beside others it would flatten them.
    let beside = DrawnFigure(figure([healthy, run("hot") { step, _ in step > 20 ? 1e6 : 0.1 }]))
    #expect(beside.words.contains("5 of 5 lines go above 10"), "\(beside.strings)")
  }

  /// The same place is not named twice, and more than all of the weights is no share of them.
  @Test func aPlaceThatMovesLeastAndMostIsNamedOnce() {
    let only = run("sine") { step, layer in layer == 5 ? 4 : .nan }
    #expect(
      figure([only]).title == "A typical step changes the output layer by 4.0 times its weights")
  }

  /// A single step that the medians hide is told.
  @Test func aSpikeIsTold() {
    var record = ExampleRecord.make(depth: 1, steps: 899) { step, layer, statistics in
      statistics.updateRatio = step == 430 && layer == 1 ? 0.05 : 1e-3
    }
    record.name = "spiked"
    let words = DrawnFigure(figure([JudgedRun(record)])).words
    #expect(words.contains("layer 1 jumps to 0.050 in one step (430, ring)"), "\(words)")
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
    // The last time point has no update of its own.
    #expect(lines.lines.allSatisfy { $0.points.count == 40 })
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
      sentences.contains("A typical step moved the weights of a layer by 2.0·10⁻⁴ of their size."),
      "\(sentences)")
  }

  /// The last time point has no update of its own: its repeated ratio is no plateau.
  @Test func linesEndWithTheLastUpdate() throws {
    var record = ExampleRecord.make(depth: 2, steps: 3, activation: "relu") { step, _, statistics in
      statistics.updateRatio = step == 0 ? 0.1 : 1e5
    }
    record.name = "hot"
    let run = JudgedRun(record)
    let lines = UpdateRatioLines(run, RunStyle.styles(for: [run])[0]).lines
    let last = try #require(record.curves.lastStep)
    for line in lines { #expect(line.points.last.map { $0.x < Double(last) } == true) }
  }
}
