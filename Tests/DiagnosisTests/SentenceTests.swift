import Records
import Testing

@testable import Diagnosis

/// A sentence names the quantity that its number is of.
struct SentenceTests {
  /// ‖ΔW‖ / ‖W‖ is no share of the weights: it may be above 1.
  @Test func theSizeOfAnUpdateIsNoShareOfTheWeights() throws {
    let record = ExampleRecord.make(finalLoss: 2.3) { _, _, statistics in
      statistics.updateRatio = 3
    }
    let findings = Judgement(record).findings
    let tooLarge = try #require(findings.first { $0.code == "GS303" })
    #expect(tooLarge.message.hasPrefix("An update changes the weights of layer"))
    #expect(tooLarge.message.contains("by 3.0 times their size (step"))
    let stuck = try #require(findings.first { $0.code == "GS402" })
    #expect(
      stuck.remedy.contains("a typical update changes a layer's weights by 3.0 times their size"))
  }

  /// Values have no accuracy; which loss is of which set is then said of the losses.
  @Test func overfittingOfValuesSaysWhichLossIsWhich() throws {
    var record = ExampleRecord.make(finalLoss: 0.1)
    record.facts.task = .regression
    record.evaluation.trainingAccuracy = .nan
    record.evaluation.validationAccuracy = .nan
    record.evaluation.validationLoss = 2
    record.evaluation.validationExamples = 40
    record.chance = Chance(loss: 1, accuracy: .nan)
    let finding = try #require(Judgement(record).findings.first { $0.code == "GS404" })
    #expect(
      finding.message
        == "The loss is 0.10 on the training set and 2.0 on the validation set, where guessing has 1.0."
    )
  }
}
