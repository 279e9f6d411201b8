import Charts
import Diagnosis
import Records
import Testing

@testable import Reports

/// Every unit as a cell.
struct UnitMapFigureTests {
  private func figure(_ runs: [JudgedRun]) -> UnitMapFigure {
    UnitMapFigure(context: FigureContext(runs, command: "gradscope compare"))
  }

  @Test func aUnitHasTheFateThatItsLooksShow() {
    #expect(UnitMap.fate([true, true], isStuck: false) == .bornSilent)
    #expect(UnitMap.fate([false, true], isStuck: false) == .died)
    #expect(UnitMap.fate([false, true, false], isStuck: false) == .revived)
    #expect(UnitMap.fate([false, false], isStuck: true) == .stuck)
    #expect(UnitMap.fate([false, false], isStuck: false) == .working)
    // As `Diagnosis.UnitFates` counts them.
    #expect(UnitMap.fate([true, false, true], isStuck: false) == .bornSilent)
  }

  @Test func theCellsAreTheUnits() throws {
    let drawn = DrawnFigure(figure([UnitRuns.relu()]))
    let (grid, _) = try #require(drawn.grids.first)
    #expect(grid.rows == 3 && grid.columns == 8)
    let fates: [UnitFate] = [.bornSilent, .died, .revived, .working]
    #expect((0..<4).map { grid[1, $0] } == fates.map(\.color))
    #expect(drawn.strings.contains("3 born silent, 3 died, 3 revived of 24"))
    #expect(!drawn.words.contains("stuck: φ′"), "only what occurs is explained")
    #expect(drawn.words.contains("z ≤ 0 on all 256 probe examples"))
  }

  @Test func theTitleCountsThemAndComparesRuns() {
    #expect(
      figure([UnitRuns.relu()]).title
        == "6 of 24 units are silent at the last look, before step 40: 3 born silent, 3 died")
    #expect(
      figure([UnitRuns.relu(), UnitRuns.tanh(stuck: 0)]).title
        == "6 of 24 units of relu-naive are silent at the last look, before step 40 (3 born silent, 3 died); in "
        + "tanh-wide none")
    #expect(
      figure([UnitRuns.tanh(stuck: 3)]).title
        == "9 of 24 units are stuck at the last look, before step 40: 9 stuck")
  }

  /// A map of nothing is named, not drawn.
  @Test func runsWithoutAnythingToSeeAreNamed() {
    let drawn = DrawnFigure(figure([UnitRuns.relu(), UnitRuns.tanh(stuck: 0)]))
    #expect(drawn.words.contains("No unit was silent or stuck at any look in tanh-wide."))
    #expect(drawn.grids.count == 1)
    #expect(
      figure([UnitRuns.tanh(stuck: 0)]).lack
        == "no unit was silent or stuck at any look at the probe set")
  }

  @Test func withoutMapsItSaysWhatIsNeeded() {
    var record = ExampleRecord.make(depth: 2, steps: 20, activation: "relu", silent: { _ in 3 })
    #expect(
      figure([JudgedRun(record)]).lack == "no maps of silent or stuck units were recorded")
    record.facts.recordingTier = .scalars
    #expect(figure([JudgedRun(record)]).lack?.contains("--record full") == true)
  }

  @Test func whatBecameOfAUnitTakesTwoLooks() {
    var record = UnitRuns.relu().record
    record.probes = Array(record.probes.prefix(1))
    #expect(
      figure([JudgedRun(record)]).lack
        == "the units were looked at once only: what became of one takes two looks")
  }

  /// 50 layers of 128 units have cells of their own.
  @Test func manyUnitsHaveCellsOfTheirOwn() throws {
    let drawn = DrawnFigure(figure([UnitRuns.relu(depth: 50, width: 128)]))
    let (grid, area) = try #require(drawn.grids.first)
    #expect(grid.rows == 50 && grid.columns == 128)
    #expect(area.height / 50 >= 4 && area.width / 128 >= 4)
    #expect(drawn.faults.isEmpty)
  }

  /// Where there are more units than pixels, a cell has the fate of most, of equals the worse.
  @Test func moreUnitsThanPixelsShareCells() {
    #expect(UnitCells.fate(of: [.working, .died, .working]) == .working)
    #expect(UnitCells.fate(of: [.working, .died]) == .died)
    #expect(UnitCells.fate(of: []) == nil)
    #expect(DrawnFigure(figure([UnitRuns.relu(width: 5000)])).faults.isEmpty)
  }

  /// The colours keep apart in grey: OKLab's lightness differs by a tenth at least.
  @Test func theFatesKeepApartInGrey() {
    let greys = UnitFate.allCases.map { OKLab($0.color).lightness }
    for (lighter, darker) in zip(greys, greys.dropFirst()) { #expect(lighter - darker > 0.1) }
    // On a dark ground what works is dark, and what was born silent light.
    let dark = UnitFate.allCases.map { OKLab(Theme.dark.color($0.color)).lightness }.sorted()
    for (darker, lighter) in zip(dark, dark.dropFirst()) { #expect(lighter - darker > 0.05) }
    for fate in UnitFate.allCases where fate != .working {
      #expect(Theme.dark.contrast(of: fate.color) >= 3, "\(fate.word)")
    }
    #expect(Theme.dark.contrast(of: UnitFate.working.color) < 2)
  }
}
