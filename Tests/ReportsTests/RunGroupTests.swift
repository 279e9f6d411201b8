import Charts
import Diagnosis
import Records
import Testing

@testable import Reports

/// Stored runs side by side may differ in everything; nothing that is said of all is the first one's.
@Suite struct RunGroupTests {
  private let runs: [JudgedRun] = {
    var digits = ExampleRecord.make(depth: 2, steps: 120, activation: "relu")
    digits.name = "digits"
    digits.facts.data = DatasetSummary(name: "digits")
    digits.facts.seed = 1
    var sine = ExampleRecord.make(depth: 12, steps: 130, finalLoss: 0.25)
    sine.name = "sine"
    sine.facts.data = DatasetSummary(name: "sine")
    sine.facts.task = .regression
    sine.facts.seed = 7
    sine.chance = Chance(loss: 1, accuracy: .nan)
    return [digits, sine].map { JudgedRun($0) }
  }()

  private func strings(_ picture: any Figure) -> [String] {
    let canvas = RecordingCanvas(size: picture.size)
    picture.draw(on: canvas)
    #expect(canvas.overlappingTexts().isEmpty, "\(type(of: picture).name)")
    #expect(canvas.textsOutside(canvas.bounds).isEmpty, "\(type(of: picture).name)")
    return canvas.strings
  }

  @Test func aLossIsNotShownAsAnAccuracy() {
    let lines = ComparisonTable(runs).lines
    #expect(lines[0].contains("accuracy or loss") && lines[0].contains("δ by layer"))
    #expect(lines[2].contains("0.97") && lines[3].contains("loss 0.25"))
    #expect(lines.last?.contains("the runs differ in their data") == true)
    #expect(
      strings(OverviewFigure(context: FigureContext(runs, command: ""))).contains("loss 0.25"))
  }

  @Test func picturesNameEveryDepthAndSource() {
    let pictures = FigureSet(runs, command: "gradscope runs compare 1 2").figures
    #expect(pictures[0].title.hasPrefix("Two networks, 2 to 12 hidden layers"))
    for picture in pictures {
      let texts = strings(picture)
      #expect(
        texts.contains {
          $0.contains("digits") && $0.contains("sine") && $0.contains("seed 1 / seed 7")
        })
    }
    // Each has another level of guessing.
    #expect(!strings(pictures[0]).contains { $0.hasPrefix("guessing") })
  }

  @Test func whatIsSharedIsSaidOnce() {
    let group = RunGroup(SampleRuns.runs(depth: 3, steps: 5))
    #expect(group.depth == "3 hidden layers" && group.commonDepth == 3)
    #expect(group.scoreHeading == "accuracy")
    #expect(group.words { _ in "seed 1" } == "seed 1")
    #expect(group.words(\.name) == "sigmoid-naive and 7 others")
  }
}
