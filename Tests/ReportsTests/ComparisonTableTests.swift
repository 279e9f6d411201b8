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
    #expect(colored.contains("\u{1B}[32mhealthy\u{1B}[0m"))
  }

  @Test func aProfileIsLogarithmicAndShowsZerosAndNaN() {
    let scale = DeltaProfile(fitting: [[1e-14, 1]])
    #expect(scale.text([1e-14, 1e-7, 1]) == "▁▅█")
    #expect(scale.text([0, .nan, .infinity]) == "·!!")
    #expect(scale.text([]) == "")
  }

  @Test func aDeepProfileIsThinnedFromTheFirstLayerToTheLast() {
    let profile = (0..<100).map { $0 == 0 ? 0 : $0 == 99 ? 1 : 1e-3 }
    let text = DeltaProfile(fitting: [profile]).text(profile)
    #expect(text.count == DeltaProfile.maximumWidth)
    #expect(text.first == "·")
    #expect(text.last == "█")
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
