import Charts
import Diagnosis
import Foundation
import Records
import Testing

@testable import Reports

/// Regions, curves and surfaces of runs with one or two features.
struct DecisionFigureTests {
  /// A network of one or two features that answers by a rule over them at each step.
  private func run(
    _ name: String = "net", features: Int = 2, classes: [String] = ["left", "right"],
    steps: [Int] = [0, 50, 100], status: RunStatus = .completed,
    answer: (_ step: Int, _ x: Double) -> Double
  ) -> JudgedRun {
    var record = ExampleRecord.make(depth: 2, steps: 100, status: status)
    record.name = name
    record.facts.data = DatasetSummary(
      name: "/tmp/some/plane.csv", examples: 60, features: features, classes: classes.count)
    let axes = (0..<features).map {
      OutputMap.Axis(name: "x\($0 + 1)", lower: -1, upper: 1, count: 20)
    }
    // x < 0 is the first class; the value to predict is x.
    let examples = (0..<60).map { index -> OutputMap.Example in
      let x = -0.95 + 1.9 * Double(index) / 59
      return OutputMap.Example(
        features: [x, 0.8 * sin(Double(index))].prefix(features).map { $0 },
        answer: classes.isEmpty ? x : x < 0 ? 0 : 1, isHeldOut: index % 5 == 0)
    }
    var map = OutputMap(axes: axes, target: "side", classes: classes, examples: examples)
    map.grids = steps.map { step in
      let answers = (0..<map.cellCount).map { answer(step, axes[0].center($0 % 20)) }
      guard !classes.isEmpty else { return OutputGrid(step: step, values: answers.map(Float.init)) }
      return OutputGrid(
        step: step, values: answers.map { $0.isNaN ? .nan : 0.8 },
        winners: answers.map { $0.isNaN ? OutputGrid.noClass : UInt8($0) })
    }
    record.outputs = map
    return JudgedRun(record)
  }

  private func drawn(_ runs: [JudgedRun]) throws -> (title: String, canvas: RecordingCanvas) {
    let figure = DecisionFigure(context: FigureContext(runs, command: "gradscope train"))
    #expect(figure.lack == nil)
    let canvas = RecordingCanvas(size: figure.size)
    figure.draw(on: canvas)
    #expect(canvas.overlappingTexts().map { "\($0.0.string) | \($0.1.string)" }.isEmpty)
    #expect(canvas.textsOutside(canvas.bounds).map(\.string).isEmpty)
    #expect(canvas.strings.filter { $0.contains("…") }.isEmpty)
    return (figure.title, canvas)
  }

  @Test func theTitleHasTheShareOfExamplesOnTheirOwnSide() throws {
    let (title, canvas) = try drawn([run { step, x in step == 0 ? 0 : x < 0 ? 0 : 1 }])
    #expect(
      title == "net on plane.csv: 50 % → 100 % of the examples drawn on their own side")
    #expect(canvas.strings.contains("step 0, before training"))
    #expect(canvas.strings.contains("step 50") && canvas.strings.contains("step 100, the end"))
    #expect(canvas.strings.contains { $0.contains("it answers left everywhere") })
    // Each class has a symbol of its own in the legend, and its name where there is room.
    #expect(canvas.strings.contains("side left") && canvas.strings.contains("side right"))
    let regions = canvas.marks.compactMap { mark in
      if case .cells(let grid, _) = mark { Set(grid.colors).count } else { nil }
    }
    #expect(regions == [1, 2, 2])
  }

  @Test func whatDivergedIsSaidAndNotScored() throws {
    let (title, canvas) = try drawn([
      run(status: .diverged) { step, x in step == 0 ? (x < 0 ? 0 : 1) : .nan }
    ])
    #expect(title == "net on plane.csv: every output is NaN or infinite: it diverged")
    #expect(canvas.strings.contains("Every output is NaN or infinite: it diverged."))
    let (half, _) = try drawn([run { _, x in x < 0 ? .nan : 1 }])
    #expect(half.hasSuffix("50 % of the outputs are NaN or infinite"))
  }

  @Test func aClassThatIsAnsweredEverywhereIsSaid() throws {
    let (title, _) = try drawn([run { _, _ in 1 }])
    #expect(title == "net on plane.csv: it answers right everywhere")
  }

  @Test func aCurveAndASurfaceAreScoredByWhatTheyAreOff() throws {
    for features in [1, 2] {
      let (title, canvas) = try drawn([
        run(features: features, classes: []) { step, x in step == 100 ? x : 0 }
      ])
      #expect(title.hasPrefix("net on plane.csv: off by 0.56 → off by 0.0"), "\(title)")
      #expect(canvas.strings.contains("side"))
    }
  }

  @Test func classesOfOneFeatureAreAColouredAxisWithHowSureItIs() throws {
    let (_, canvas) = try drawn([run(features: 1) { _, x in x < 0 ? 0 : 1 }])
    #expect(canvas.strings.contains("how sure"))
  }

  @Test func ofManyRunsTheLastLookIsShown() throws {
    for count in [2, 3, 8, 16] {
      let runs = (0..<count).map { run("net \($0)") { _, x in x < 0 ? 0 : 1 } }
      let (title, canvas) = try drawn(runs)
      #expect(title.hasPrefix("What do these networks answer on plane.csv"))
      #expect(canvas.strings.contains("net 0: step 100, the end"))
      #expect(canvas.strings.contains("net 0: step 50") == (count == 2))
    }
  }

  @Test(arguments: [3, 8])
  func manyClassesHaveColoursAndSymbolsOfTheirOwn(_ count: Int) throws {
    let names = (0..<count).map { "a class with a long name \($0)" }
    let (_, canvas) = try drawn([
      run(classes: names) { _, x in min(((x + 1) / 2 * Double(count)).rounded(.down), 7) }
    ])
    #expect(names.allSatisfy { canvas.strings.contains("side \($0)") })
    #expect(Set(names.indices.map(DecisionPanel.color)).count == count)
    #expect(Set(names.indices.map(DecisionPanel.shape)).count == count)
  }

  @Test func runsWithoutAMapLackOne() {
    let none = DecisionFigure(
      context: FigureContext([JudgedRun(ExampleRecord.make(depth: 2))], command: ""))
    #expect(
      none.lack == "it is of runs with one or two features, whose outputs were looked at")
  }
}
