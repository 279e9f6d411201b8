import Charts
import Diagnosis
import Records
import Testing

@testable import Reports

/// Who is who: up to eight runs by their colours, more by a key that says what colours mean.
struct RunStyleTests {
  private func seeds(_ count: Int) -> [JudgedRun] {
    (1...count).map { seed in
      var record = ExampleRecord.make(depth: 4, steps: 60, activation: "relu", finalLoss: 0.5)
      record.name = "seed \(seed)"
      record.facts.seed = UInt64(seed)
      return JudgedRun(record)
    }
  }

  private func canvas(_ picture: any Figure) -> RecordingCanvas {
    let canvas = RecordingCanvas(size: picture.size)
    picture.draw(on: canvas)
    let overlaps = canvas.overlappingTexts().map { "\($0.0.string) | \($0.1.string)" }
    #expect(overlaps.isEmpty)
    #expect(canvas.textsOutside(canvas.bounds).map(\.string).isEmpty)
    #expect(canvas.strings.filter { $0.contains("…") }.isEmpty)
    return canvas
  }

  @Test(arguments: 2...8) func runsOfOneFamilyHaveColoursOfTheirOwn(count: Int) {
    let colors = RunStyle.styles(for: seeds(count)).map(\.color)
    #expect(Set(colors).count == count && Set(colors).isSubset(of: Palette.lines))
  }

  @Test func aLineupKeepsTheColoursOfItsFamilies() {
    let styles = RunStyle.styles(for: SampleRuns.runs(depth: 3, steps: 5))
    #expect(styles[0].color == Palette.vermillion && styles[1].color == Palette.vermillion)
    #expect(styles[0].isNaive && !styles[1].isNaive)
  }

  @Test(arguments: [9, 24, 60]) func ofManyTheKeySaysWhatTheColoursAre(count: Int) {
    let runs = seeds(count)
    #expect(Set(RunStyle.styles(for: runs).map(\.color)).count == count)
    let context = FigureContext(runs, command: "")
    for picture in [OverviewFigure(context: context), LossCurvesFigure(context: context)]
      as [any Figure]
    {
      let strings = canvas(picture).strings
      #expect(
        strings.contains {
          $0.contains("\(count) colours") && $0.contains("seed 1 (dark) to seed \(count) (light)")
        })
    }
  }

  @Test(arguments: [3, 8, 24]) func everyLossCurveHasItsNameAtItsEnd(count: Int) {
    let strings = canvas(LossCurvesFigure(context: FigureContext(seeds(count), command: "")))
      .strings
    for seed in 1...count { #expect(strings.contains("seed \(seed)")) }
  }

  @Test func ofVeryManyCurvesSomeAreNamedAndTheRestCounted() {
    let strings = canvas(LossCurvesFigure(context: FigureContext(seeds(60), command: ""))).strings
    // Forty beside the losses and forty beside the accuracies.
    #expect(strings.filter { $0.hasPrefix("seed ") }.count == 80)
    #expect(strings.contains { $0.contains("20 others have no name here") })
  }

  @Test func ofManyRunsTheHeadingSaysHowMany() {
    let strings = canvas(OverviewFigure(context: FigureContext(seeds(40), command: ""))).strings
    #expect(strings.contains { $0.contains("40 of 40") })
  }
}
