import Charts
import Testing
import Texts

@testable import Reports

/// Every picture at every depth: nothing overlaps, nothing is cut off, nothing is shortened.
struct FigureLayoutTests {
  @Test(arguments: [1, 2, 3, 10, 30, 100], [1, 8])
  func textsKeepApartAndInside(depth: Int, count: Int) {
    let runs = Array(SampleRuns.runs(depth: depth).suffix(count))
    for picture in FigureSet(runs, command: "gradscope compare --depth \(depth)").figures {
      let canvas = RecordingCanvas(size: picture.size)
      picture.draw(on: canvas)
      let overlaps = canvas.overlappingTexts().map { "\($0.0.string) | \($0.1.string)" }
      #expect(overlaps.isEmpty, "\(type(of: picture).name) at depth \(depth)")
      let outside = canvas.textsOutside(canvas.bounds).map(\.string)
      #expect(outside.isEmpty, "\(type(of: picture).name) at depth \(depth)")
      let shortened = canvas.strings.filter { $0.contains("…") }
      #expect(shortened.isEmpty, "\(type(of: picture).name) at depth \(depth)")
    }
  }

  @Test func everyRunIsNamedWithItsFactorAndVerdictInTheOverview() {
    let runs = SampleRuns.runs(depth: 10)
    let picture = OverviewFigure(context: FigureContext(runs, command: "gradscope compare"))
    let canvas = RecordingCanvas(size: picture.size)
    picture.draw(on: canvas)
    for run in runs {
      #expect(canvas.strings.filter { $0 == run.name }.count == 2, "\(run.name): label and table")
      #expect(canvas.strings.contains(run.verdictText))
      #expect(canvas.strings.contains(run.factorText))
    }
  }

  @Test func exactZerosHaveTheirOwnSwatchAndTheirCauseIsNamed() {
    let runs = SampleRuns.runs(depth: 30)
    let picture = GradientHeatmapsFigure(
      context: FigureContext(runs, command: "gradscope compare"))
    let canvas = RecordingCanvas(size: picture.size)
    picture.draw(on: canvas)
    #expect(canvas.strings.contains("exactly 0"))
    #expect(canvas.strings.contains { $0.contains("float32 underflow") })
  }

  @Test func anInterruptedRunIsMarkedInEveryPicture() {
    let runs = SampleRuns.runs(depth: 10, status: .interrupted)
    for picture in FigureSet(runs, command: "gradscope compare").figures {
      let canvas = RecordingCanvas(size: picture.size)
      picture.draw(on: canvas)
      #expect(
        canvas.strings.contains { $0.contains("INTERRUPTED") }, "\(type(of: picture).name)")
    }
  }

  @Test func naiveRunsStandAboveTheirMatchedTwins() throws {
    let runs = SampleRuns.runs(depth: 10)
    let picture = GradientHeatmapsFigure(
      context: FigureContext(runs, command: "gradscope compare"))
    let canvas = RecordingCanvas(size: picture.size)
    picture.draw(on: canvas)
    let naive = try #require(canvas.texts.first { $0.string == "relu-naive" })
    let matched = try #require(canvas.texts.first { $0.string == "relu-he" })
    #expect(naive.box.minX == matched.box.minX)
    #expect(naive.box.maxY < matched.box.minY)
  }
}
