import Testing

@testable import Reports

struct ComparisonTableTests {
  @Test func aRowShowsLossAccuracyFactorProfileAndVerdict() throws {
    let lines = ComparisonTable(SampleRuns.runs(depth: 10)).lines
    let row = try #require(lines.first { $0.hasPrefix("sigmoid-xavier") })
    #expect(row.contains("2.30 → 2.30"))
    #expect(row.contains("×0.24"))
    #expect(row.hasSuffix("vanishing gradient: σ′ ≤ ¼"))
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
}
