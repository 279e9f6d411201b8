import Records
import Testing

@Suite struct StepRangesTests {
  @Test func rangesFollowEachOther() {
    #expect(StepRanges.firstFault(in: [0, 1, 5], to: [0, 4, 9], counts: [1, 4, 1]) == nil)
    #expect(StepRanges.firstFault(in: [], to: [], counts: []) == nil)
  }

  @Test(arguments: [
    // Overlaps the one before, ends before it begins, counts more steps than it has, or none.
    (2, 9, 1), (5, 4, 1), (5, 6, 3), (5, 6, 0), (5, Int.max, 1), (Int.max, Int.max, 1),
  ])
  func aFaultIsFound(_ step: Int, _ lastStep: Int, _ count: Int) {
    #expect(
      StepRanges.firstFault(in: [0, 1, step], to: [0, 2, lastStep], counts: [1, 1, count]) == 2)
  }

  @Test func stepsBeginAtZero() {
    #expect(StepRanges.firstFault(in: [-1], to: [0], counts: [1]) == 0)
  }
}
