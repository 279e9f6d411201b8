import Diagnosis
import Records
import Testing

@testable import Reports

struct ComparisonTableTests {
  @Test func aRowShowsLossAccuracyFactorProfileAndVerdict() throws {
    let lines = ComparisonTable(SampleRuns.runs(depth: 10)).lines
    let row = try #require(lines.first { $0.hasPrefix("sigmoid-xavier") })
    #expect(row.contains("2.30 → 2.30"))
    #expect(row.contains("×0.24"))
    #expect(row.hasSuffix("vanishing gradient: φ′ ≤ ¼"))
  }

  @Test func coloursAreForTerminalsOnly() {
    let blocks = ComparisonTable(SampleRuns.runs(depth: 10)).blocks
    let plain = TerminalText(width: nil, colors: false).text(blocks)
    let colored = TerminalText(width: nil, colors: true).text(blocks)
    #expect(!plain.contains("\u{1B}"))
    #expect(colored.contains("\u{1B}[1;32mhealthy\u{1B}[0m"))
  }

  @Test func theScaleOfProfilesIsSaidOnce() throws {
    let lines = ComparisonTable(SampleRuns.runs(depth: 10)).lines
    let scales = lines.filter { $0.contains("█ = ") }
    #expect(scales.count == 1)
    #expect(scales[0].hasPrefix("δ by layer: input → output; █ = "), "\(scales)")
    #expect(lines[0].contains("δ by layer"))
  }

  @Test func ofASingleRunTheProfileStandsBelow() {
    let lines = ComparisonTable([SampleRuns.runs(depth: 10)[1]]).lines
    #expect(!lines[0].contains("δ by layer"))
    #expect(lines.contains("δ by layer, input → output"))
    #expect(lines.contains { $0.hasPrefix("  step 0    ▁▂") && $0.hasSuffix("█") }, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("  step 120  ") })
  }

  /// 30 layers have 20 characters, and it is said what they show.
  @Test func aDeepProfileSaysWhatACharacterShows() throws {
    let lines = ComparisonTable(SampleRuns.runs(depth: 30)).lines
    let scale = try #require(lines.first { $0.contains("█ = ") })
    #expect(
      scale.hasSuffix("; a character shows the smallest δ of 1 or 2 neighbouring layers."),
      "\(scale)")
  }

  /// Nobody foretold anything of them: a column of dashes says nothing.
  @Test func withoutAnyTheoryThereIsNoColumnForIt() {
    #expect(!ComparisonTable(ForeignRuns.all).lines[0].contains("off theory"))
  }

  /// ±1/√n is what a share of n examples is uncertain by; a mean of squares has no such bound.
  @Test(arguments: [RunFacts.Task.classification, .regression])
  func onlyAShareOfFewExamplesHasThatSpread(_ task: RunFacts.Task) throws {
    var record = ExampleRecord.make(depth: 2)
    record.facts.task = task
    if task == .regression { record.facts.loss = LossFacts(name: "mse", kind: .squaredError) }
    record.evaluation.validationExamples = 40
    let lines = ComparisonTable([JudgedRun(record)]).lines
    let legend = try #require(lines.first { $0.contains("the 40 examples held out") })
    #expect(legend.contains("(so few that ±0.16 is chance)") == (task == .classification))
    // The mean of squares has the unit of a square.
    #expect(legend.contains("mean squared error") == (task == .regression))
    #expect(!legend.contains("in deviations"))
  }

  /// The legend names the loss that was trained on, and no guess that another loss would have.
  @Test func anotherLossIsCalledByItsName() throws {
    var record = ExampleRecord.make(depth: 2)
    record.facts.task = .regression
    record.facts.loss = LossFacts(name: "mae", kind: .other)
    let text = ComparisonTable([JudgedRun(record)]).lines.joined(separator: " ")
    #expect(text.contains("final loss: mae on"))
    #expect(!text.contains("mean squared error") && !text.contains("guessing the mean"))
  }
}
