import Foundation
import Records
import Testing

@testable import GradscopeCommand
@testable import RecordStore

/// Which stored runs are taken for one comparison.
@Suite struct LastRunsTests {
  /// A run that took ten seconds and began so many seconds after the first.
  private func run(
    _ id: Int64, _ name: String, at seconds: Double, data: String = "digits", ended: Bool = true
  ) -> StoredRun {
    var facts = RunFacts()
    facts.data = DatasetSummary(name: data, examples: 10, features: 2, classes: 2)
    let start = Date(timeIntervalSince1970: 1_000 + seconds)
    return StoredRun(
      id: id, name: name, status: .completed, verdict: nil, warnings: 0, unjudged: nil,
      startedAt: start, endedAt: ended ? start.addingTimeInterval(10) : nil, version: "1",
      facts: facts,
      network: NetworkSummary(RunRecord(name: name, facts: facts, places: [], chains: [])),
      plan: nil, steps: 1, finalLoss: nil, validationAccuracy: nil)
  }

  private func numbers(_ runs: [StoredRun]) -> [Int64] { LastRuns.together(runs).map(\.id) }

  @Test func runsThatFollowEachOtherBelongTogether() {
    // Two at a time, as a command trains them.
    let runs = [run(4, "d", at: 11), run(3, "c", at: 10), run(2, "b", at: 0), run(1, "a", at: 0)]
    #expect(numbers(runs) == [4, 3, 2, 1])
  }

  @Test func aPauseOtherDataOrTheSameNameEndsAComparison() {
    #expect(numbers([run(2, "b", at: 40), run(1, "a", at: 0)]) == [2])
    #expect(numbers([run(2, "b", at: 10, data: "xor"), run(1, "a", at: 0)]) == [2])
    #expect(numbers([run(2, "a", at: 10), run(1, "a", at: 0)]) == [2])
    #expect(numbers([run(3, "b", at: 10), run(1, "a", at: 0)]) == [3])
    #expect(numbers([run(2, "b", at: 10), run(1, "a", at: 0, ended: false)]) == [2])
    #expect(numbers([]) == [])
  }
}
