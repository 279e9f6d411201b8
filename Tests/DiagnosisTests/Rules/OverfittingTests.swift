import Records
import Testing

@testable import Diagnosis

/// What is advised where a network learned by heart.
struct OverfittingTests {
  private func remedies(reached: Double) -> [Remedy] {
    var record = ExampleRecord.make()
    (record.evaluation.validationLoss, record.evaluation.validationAccuracy) = (3.1, 0.1)
    record.evaluation.validationExamples = 200
    record.facts.reference = Reference(guessing: 2.3, reached: reached, heldOut: true)
    return Judgement(record).findings.first { $0.code == "GS404" }?.remedies ?? []
  }

  @Test func whereMoreCanBeLearnedASmallerNetworkMayHelp() {
    #expect(remedies(reached: 0.2).contains { $0.action == .units(times: 0.5) })
  }

  @Test func whereNothingElseCanBeLearnedOnlyTheDataAreToLookAt() {
    #expect(remedies(reached: 2.4) == [LearnedTooLittle.lookAtTheData])
  }
}
