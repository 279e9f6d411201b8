import Testing

@testable import GradscopeCommand

/// How runs are named that were kept in one store, among those of other processes.
@Suite struct RunNumbersTests {
  @Test(arguments: [
    ([7], "run 7"), ([1, 2, 3, 4], "runs 1 to 4"), ([2, 1], "runs 1 to 2"),
    ([1, 3, 5], "runs 1, 3, 5"), ([1, 2, 4, 5, 6, 9], "runs 1 to 2, 4 to 6, 9"),
  ])
  func areRangesWhereTheyFollowEachOther(_ numbers: [Int64], _ text: String) {
    #expect(RunNumbers.text(numbers) == text)
  }
}
