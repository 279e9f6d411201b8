import Records
import Testing

@testable import Reports

/// The border is that of the cells where they have one.
struct SweepBorderTests {
  @Test(arguments: [3.0, 6, 12])
  func theMultipleIsTheOneOfTheCells(multiple: Double) throws {
    let border = try #require(SweepBorder(SampleSweep.make(multiple: multiple)))
    #expect(border.isFitted && border.agreement == 1)
    #expect(abs(Double(border.multiple) - multiple) <= 1)
  }

  @Test func cellsThatAllFailTellNothing() throws {
    let border = try #require(SweepBorder(SampleSweep.make(gains: [1, 1.5], multiple: 0)))
    #expect(!border.isFitted && border.multiple == 6)
  }

  @Test func withoutDepthsOrTheoryThereIsNone() {
    var sweep = SampleSweep.make()
    sweep.theory = nil
    #expect(SweepBorder(sweep) == nil)
    sweep = SampleSweep.make()
    sweep.y.variable = .width
    #expect(SweepBorder(sweep) == nil)
  }

  @Test func learningIsHalfOfTheWayFromGuessing() {
    #expect(SampleSweep.cell(accuracy: 0.56).hasLearned)
    #expect(!SampleSweep.cell(accuracy: 0.54).hasLearned)
    #expect(!SampleSweep.cell(accuracy: 0.9, status: .diverged).hasLearned)
  }
}
