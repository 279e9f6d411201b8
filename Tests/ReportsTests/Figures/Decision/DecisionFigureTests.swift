import Charts
import Diagnosis
import Foundation
import Records
import Testing

@testable import Reports

/// Regions, curves and surfaces of runs with one or two features.
struct DecisionFigureTests {
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
    let (title, canvas) = try drawn([MappedRuns.run { step, x in step == 0 ? 0 : x < 0 ? 0 : 1 }])
    // Examples held out are counted apart: learning by heart is to be seen.
    let pattern =
      /net on plane.csv: of those drawn, \d+ % → 100 % of those trained on, \d+ % → 100 % of those held out classified correctly/
    #expect(title.wholeMatch(of: pattern) != nil, "\(title)")
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

  /// The examples drawn are some of those held out, and cells are no answers: the share that the run evaluated
  /// at a look is the one of its accuracy curve.
  @Test func whatIsHeldOutHasTheAccuracyThatTheRunEvaluated() throws {
    var record = MappedRuns.run { step, x in step == 0 ? 0 : x < 0 ? 0 : 1 }.record
    var curve = HeldOutCurve(examples: 240)
    for (step, accuracy) in [(0, 0.515), (40, 0.9), (100, 0.985)] {
      curve.append(HeldOutLook(step: step, loss: 0.3, accuracy: accuracy))
    }
    record.heldOut = curve
    let (title, canvas) = try drawn([JudgedRun(record)])
    #expect(
      title.hasSuffix(
        "of those trained on and drawn, 52 % → 98 % of 240 held out classified correctly"),
      "\(title)")
    // Where nobody evaluated, the number is of what is drawn, and says so.
    let words = canvas.strings.joined(separator: " ")
    #expect(words.contains("of those drawn, 100 % of those trained on"))
  }

  /// 199 of 200 are not all.
  @Test func whatIsNotAllIsNotAHundredPercent() throws {
    var record = MappedRuns.run { step, x in step == 0 ? 0 : x < 0 ? 0 : 1 }.record
    var curve = HeldOutCurve(examples: 200)
    curve.append(HeldOutLook(step: 0, loss: 1, accuracy: 0.27))
    curve.append(HeldOutLook(step: 100, loss: 0.1, accuracy: 0.995))
    record.heldOut = curve
    let (title, _) = try drawn([JudgedRun(record)])
    #expect(title.contains("27 % → 99.5 % of 200 held out"), "\(title)")
  }

  @Test func whatDivergedIsSaidAndNotScored() throws {
    let (title, canvas) = try drawn([
      MappedRuns.run(status: .diverged) { step, x in step == 0 ? (x < 0 ? 0 : 1) : .nan }
    ])
    #expect(title.hasPrefix("net on plane.csv: it diverged by step 100; before training, "))
    // The panel says what the title does not.
    #expect(canvas.strings.contains("Every output is NaN or infinite."))
    #expect(!title.contains("NaN"))
    let (half, _) = try drawn([MappedRuns.run { _, x in x < 0 ? .nan : 1 }])
    #expect(half.hasSuffix("50 % of the outputs are NaN or infinite"))
  }

  @Test func aClassThatIsAnsweredEverywhereIsSaid() throws {
    let (title, _) = try drawn([MappedRuns.run { _, _ in 1 }])
    #expect(title == "net on plane.csv: it answers right everywhere")
  }

  @Test func aCurveAndASurfaceAreScoredByWhatTheyAreOff() throws {
    for features in [1, 2] {
      let (title, canvas) = try drawn([
        MappedRuns.run(features: features, classes: []) { step, x in step == 100 ? x : 0 }
      ])
      #expect(
        title.hasPrefix("net on plane.csv: error in side (root mean square) 0.56 → 0.0"),
        "\(title)")
      #expect(title.hasSuffix(" on those held out"))
      // Something to hold it against.
      #expect(
        canvas.strings.joined(separator: " ").contains(
          "Always answering the mean of the examples has an error of 0.5"))
      #expect(canvas.strings.contains("side"))
    }
  }

  @Test func classesOfOneFeatureAreAColouredAxisWithHowSureItIs() throws {
    let (_, canvas) = try drawn([MappedRuns.run(features: 1) { _, x in x < 0 ? 0 : 1 }])
    #expect(canvas.strings.contains("how sure"))
  }

  @Test func ofManyRunsTheLastLookIsShown() throws {
    for count in [2, 3, 8, 16] {
      let runs = (0..<count).map { MappedRuns.run("net \($0)") { _, x in x < 0 ? 0 : 1 } }
      let (title, canvas) = try drawn(runs)
      #expect(title.hasPrefix("What do these networks answer on plane.csv"))
      #expect(canvas.strings.contains("net 0: step 100, the end"))
      #expect(canvas.strings.contains("net 0: step 50") == (count == 2))
    }
  }

  /// The first looks stand at the left and the last ones at the right, each run in its own row.
  @Test func runsWithDifferentLooksKeepTheirRows() throws {
    let (_, canvas) = try drawn([
      MappedRuns.run("often") { _, x in x < 0 ? 0 : 1 },
      MappedRuns.run("seldom", steps: [0, 80]) { _, x in x < 0 ? 0 : 1 },
    ])
    func box(_ title: String) throws -> Rect {
      try #require(canvas.texts.first { $0.string == title }?.box)
    }
    let (top, below) = (
      try box("often: step 0, before training"), try box("seldom: step 0, before training")
    )
    #expect(abs(top.minX - below.minX) < 1 && below.minY > top.maxY)
    let (last, lastBelow) = (
      try box("often: step 100, the end"), try box("seldom: step 80, the end")
    )
    #expect(abs(last.minX - lastBelow.minX) < 1 && abs(lastBelow.minY - below.minY) < 1)
  }

  @Test(arguments: [3, 8])
  func manyClassesHaveColoursAndSymbolsOfTheirOwn(_ count: Int) throws {
    let names = (0..<count).map { "a class with a long name \($0)" }
    let (_, canvas) = try drawn([
      MappedRuns.run(classes: names) { _, x in min(((x + 1) / 2 * Double(count)).rounded(.down), 7)
      }
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
