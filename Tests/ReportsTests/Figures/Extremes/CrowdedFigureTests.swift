import Charts
import Foundation
import Testing

@testable import Reports

/// Hundreds of runs: no picture grows beyond what its file can hold, and what is left out is said.
struct CrowdedFigureTests {
  /// So many runs, each with another name, with everything that pictures can show.
  private static func crowd(_ count: Int, steps: Int = 4) -> [JudgedRun] {
    let runs =
      SampleRuns.runs(depth: 2, steps: steps).map { JudgedRun(FullRecord.of($0.record)) }
      + [UnitRuns.relu(), UnitRuns.tanh(stuck: 3)]
      + [JudgedRun(ForeignRuns.lstm(steps: 3)), JudgedRun(ForeignRuns.transformer)]
    return (0..<count).map { runs[$0 % runs.count].named("run-\($0)") }
  }

  @Test func noPictureIsTooHighForItsFile() throws {
    let context = FigureContext(Self.crowd(400), command: "gradscope runs compare")
    for kind in FigureCatalog.all {
      let figure = kind.init(context: context)
      guard figure.lack == nil else { continue }
      // At three pixels a point, the most that can be asked for.
      #expect(figure.size.height * 3 < 32_000, "\(kind.name): \(figure.size.height)")
    }
  }

  @Test func whatHasNoRoomIsCountedAndWhatIsDrawnIsNamed() {
    let runs = Self.crowd(100)
    let words = { (kind: any RunFigure.Type) in DrawnFigure(kind, of: runs).words }
    #expect(words(SaturationFigure.self).contains("networks, those with the largest shares; the"))
    #expect(words(UnitMapFigure.self).contains("those with the largest share of units that pass"))
    #expect(words(UpdateRatiosFigure.self).contains("Drawn are 16 of"))
    #expect(
      words(GradientHeatmapsFigure.self).contains(
        "Drawn are the first 32 of 100 networks, from run-0 to run-31; the other 68 have no room."))
    let overview = DrawnFigure(OverviewFigure.self, of: runs)
    #expect(overview.words.contains("Drawn are the first 64 of 100 networks"))
    #expect(overview.strings.contains("run-63") && !overview.strings.contains("run-64"))
    for kind: any RunFigure.Type in [
      SaturationFigure.self, UnitMapFigure.self, UpdateRatiosFigure.self,
    ] {
      #expect(DrawnFigure(kind, of: runs).faults.isEmpty, "\(kind.name)")
      #expect(!DrawnFigure(kind, of: Array(runs.prefix(10))).words.contains("Drawn are"))
    }
  }

  /// Where a picture leaves runs out, its title is true of all.
  @Test func thoseThatTheTitleNamesAreDrawn() throws {
    let quiet = (0..<30).map { UnitRuns.relu(name: "quiet-\($0)") }
    let runs = quiet + [UnitRuns.tanh(stuck: 8, name: "worst")]
    let drawn = DrawnFigure(UnitMapFigure.self, of: runs)
    #expect(UnitMapFigure(context: FigureContext(runs, command: "")).title.contains("of worst"))
    #expect(drawn.strings.contains("worst") && drawn.strings.contains("quiet-0"))
    #expect(!drawn.strings.contains("quiet-29"))
  }

  @Test func whatIsChosenKeepsTheOrderOfTheRuns() {
    let runs = Self.crowd(5)
    let style = RunStyle.styles(for: runs)[0]
    let items = zip(runs, [1.0, 5, 3, .infinity, 5]).map { ($0, style, $1) }
    let shown = ShownRuns(items, atMost: 3, choice: "the largest") { $0.content }
    #expect(shown.items.map(\.run.name) == ["run-1", "run-3", "run-4"])
    #expect(shown.note == "Drawn are 3 of 5 networks, the largest; the other 2 have no room.")
    #expect(ShownRuns(items, atMost: 5).note.isEmpty)
  }
}
