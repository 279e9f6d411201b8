import Records
import Testing

@Suite struct ClippingSummaryTests {
  private func record(clipped factors: [Double]) -> RunRecord {
    var facts = RunFacts()
    facts.clipNorm = 1
    var record = RunRecord(name: "toy", facts: facts, places: [], chains: [])
    for (step, factor) in factors.enumerated() {
      record.curves.append(
        step: step, loss: 1, accuracy: 0, gradientNorm: 1, clippingFactor: factor)
    }
    return record
  }

  /// Another program looks at some updates only: of the others nobody knows whether they were clipped.
  @Test func updatesThatNobodyLookedAtDoNotCount() throws {
    var record = RunRecord(name: "seldom", facts: RunFacts(), places: [], chains: [])
    for step in 0..<100 {
      let isSeen = step.isMultiple(of: 10)
      record.curves.append(
        step: step, loss: 1, accuracy: .nan, gradientNorm: isSeen ? 2 : .nan,
        clippingFactor: isSeen ? 0.01 : 1)
    }
    let summary = try #require(ClippingSummary(record))
    #expect(summary.steps == 10 && summary.share == 1)
  }

  @Test func theLastLookHasNoUpdate() throws {
    let summary = try #require(ClippingSummary(record(clipped: [0.25, 1, 0.25, 1, 1])))
    #expect(summary.steps == 2 && summary.share == 0.5)
    // The geometric mean of two equal factors, by way of their logarithms.
    #expect(abs(summary.typicalFactor - 0.25) < 1e-15)
    #expect(summary.smallestFactor == 0.25)
  }

  @Test func ofAKilledRunItHadOne() throws {
    #expect(try #require(ClippingSummary(record(clipped: [0.5, 0.5, 0.5]))).share == 1)
  }

  @Test func withoutABoundThereIsNone() {
    var record = record(clipped: [1, 1])
    record.facts.clipNorm = nil
    #expect(ClippingSummary(record) == nil)
  }
}
