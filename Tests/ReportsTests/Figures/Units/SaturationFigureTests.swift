import Charts
import Diagnosis
import Records
import Testing

@testable import Reports

/// Shares of what passes no gradient.
struct SaturationFigureTests {
  private func figure(_ runs: [JudgedRun]) -> SaturationFigure {
    SaturationFigure(context: FigureContext(runs, command: "gradscope compare"))
  }

  private func saturating(_ name: String, low: Double, high: Double) -> JudgedRun {
    var record = ExampleRecord.make(depth: 4, steps: 20, activation: "tanh") {
      step, layer, statistics in
      statistics.saturatedLowFraction = layer == 2 && step >= 10 ? low : 0
      statistics.saturatedHighFraction = layer == 3 && step >= 15 ? high : 0
    }
    record.name = name
    return JudgedRun(record)
  }

  private func silent(_ name: String, _ units: @escaping (Int) -> Int) -> JudgedRun {
    var record = ExampleRecord.make(depth: 4, steps: 40, activation: "relu", silent: units)
    record.name = name
    return JudgedRun(record)
  }

  @Test func theTitleSaysWhereAndWhenItIsMost() {
    let runs = [
      saturating("tanh-wide", low: 0.4, high: 0.3), silent("relu-naive") { $0 < 20 ? 8 : 64 },
    ]
    #expect(
      figure(runs).title
        == "Up to 40\u{A0}% of layer 2 of tanh-wide is saturated at the low end (from step 10 on), "
        + "up to 100\u{A0}% of layer 1 of relu-naive is silent (from some step between 0 and 20 on)"
    )
    let drawn = DrawnFigure(figure(runs))
    #expect(drawn.words.contains("Looked at before steps 0, 20, 40: what is new at a look came"))
    #expect(drawn.words.contains("the colour changes halfway between them."))
    for panel in [
      "tanh-wide: saturated, low end", "tanh-wide: saturated, high end", "relu-naive: silent",
    ] {
      #expect(drawn.strings.contains(panel))
    }
    #expect(drawn.words.contains("at most 30\u{A0}%: layer 3, from step 15 on · ended at step 20"))
  }

  /// What is over again before the end is told of its step.
  @Test func aShareThatFallsAgainIsOfItsLook() {
    let run = silent("relu-wide") { $0 == 20 ? 64 : 8 }
    #expect(figure([run]).title.hasSuffix("is silent (at the look before step 20)"))
  }

  /// One look has no course.
  @Test func aSingleLookIsNotDrawn() {
    var record = ExampleRecord.make(depth: 4, steps: 40, activation: "relu", silent: { _ in 8 })
    record.probes = Array(record.probes.prefix(1))
    #expect(
      figure([JudgedRun(record)]).lack
        == "the units were looked at once only, which shows no course")
  }

  /// The more, the stronger against the ground, light or dark; where little is reached the scale ends there.
  @Test func theScaleIsThatOfWhatIsSeen() throws {
    let mild = DrawnFigure(figure([saturating("tanh", low: 0.22, high: 0)]))
    #expect(mild.strings.contains("0.25") && !mild.strings.contains("1.0"))
    let strong = DrawnFigure(figure([saturating("tanh", low: 0.9, high: 0)]))
    #expect(strong.strings.contains("1.0"))
    let grid = try #require(strong.grids.first).grid
    #expect(Set(grid.colors.map(\.hex)) == [Palette.vermillion.hex])
    #expect(grid.colors.map(\.alpha).max() ?? 0 > 0.9 && grid.colors.map(\.alpha).min() ?? 1 < 0.1)
    let shown = Theme.allCases.map { $0.contrast(of: Palette.vermillion) }
    #expect(shown.allSatisfy { $0 >= 3 })
  }

  /// A panel of nothing says nothing: the run is named instead.
  @Test func whatHardlyOccursIsNamedAndNotDrawn() {
    let runs = [
      saturating("tanh-wide", low: 0.4, high: 0), saturating("tanh-xavier", low: 0.01, high: 0),
    ]
    let drawn = DrawnFigure(figure(runs))
    #expect(!drawn.strings.contains { $0.hasPrefix("tanh-xavier:") })
    #expect(drawn.words.contains("Below 5 % throughout: saturated in tanh-xavier."))
    #expect(
      figure([saturating("tanh-xavier", low: 0.01, high: 0)]).lack
        == "hardly anything saturates or goes silent: at most 1\u{A0}% of a place")
  }

  @Test func whatCannotSaturateIsNotAsked() {
    var record = ExampleRecord.make(depth: 4, steps: 20, activation: "relu") { _, _, statistics in
      statistics.saturatedHighFraction = 0.9
    }
    record.probes = []
    #expect(
      figure([JudgedRun(record)]).lack
        == "no place has an activation that is known to saturate or go silent")
  }

  /// Where both ends were told apart, their sum has no panel.
  @Test func aShareOfBothEndsIsDrawnWhereTheyWereNotToldApart() {
    var record = ForeignRuns.unknownActivation
    for step in 0..<record.history.count {
      record.history[step, place: 3][.saturatedFraction] = 0.5
    }
    let both = DrawnFigure(figure([JudgedRun(record)]))
    #expect(both.strings.contains("mystery: saturated"))
    for step in 0..<record.history.count {
      record.history[step, place: 3][.saturatedLowFraction] = 0.5
    }
    let apart = DrawnFigure(figure([JudgedRun(record)]))
    #expect(apart.strings.contains("mystery: saturated, low end"))
    #expect(!apart.strings.contains("mystery: saturated"))
  }
}
