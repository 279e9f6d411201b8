import Diagnosis
import Records
import Testing

struct NonFiniteValuesTests {
  private func remedy(from start: Int) -> String? {
    let record = ExampleRecord.make { step, layer, statistics in
      if step >= start, layer >= 7 { statistics.nonFiniteActivations = 64 }
    }
    return Judgement(record).findings.first { $0.code == "GS103" }?.remedy
  }

  @Test func noLearningRateIsBlamedForWhatWasThereBeforeTheFirstUpdate() throws {
    #expect(try #require(remedy(from: 120)).hasPrefix("Lower the learning rate"))
    #expect(try #require(remedy(from: 0)).contains("No learning rate mends it"))
  }

  private func record(_ losses: [Double], final: Double = 0.9) -> RunRecord {
    var record = ExampleRecord.make(steps: 10)
    record.facts.origin = Origin(program: "train.py")
    (record.curves, record.history) = (Curves(), RunHistory(placeCount: record.places.count))
    for (step, loss) in losses.enumerated() {
      record.curves.append(step: step, loss: loss, accuracy: .nan, gradientNorm: .nan)
    }
    record.evaluation.finalLoss = final
    return record
  }

  /// A loss that was infinite once and is finite again is no run that diverged.
  @Test func whatPassedIsSaidToHavePassed() throws {
    let judgement = Judgement(record([2.3, 2.2, .infinity] + Array(repeating: 0.9, count: 20)))
    let finding = try #require(judgement.findings.first { $0.code == "GS103" })
    #expect(finding.message == "Infinity in the loss at step 2, and at no later one.")
    #expect(finding.steps == [2, 2])
    #expect(!judgement.findings.contains { $0.code == "GS401" })
  }

  /// Of tensors that nobody looked at, nothing is said.
  @Test func tensorsThatWereNotLookedAtAreNotCalledFinite() throws {
    let judgement = Judgement(record([2.3, 2.2, .nan, .nan], final: .nan))
    let finding = try #require(judgement.findings.first { $0.code == "GS103" })
    #expect(finding.message == "NaN in the loss from step 2 on.")
  }

  /// The steps were sound; the evaluation was not. Both findings say the same, and one explains the other.
  @Test func aLossOfTheEvaluationIsNotOneOfAStep() throws {
    var record = record([2.3, 2.2, 2.1], final: .nan)
    record.events = [
      BadEvent(
        kind: .nonFinite, step: 2, place: record.places.count - 1, tensor: .loss, value: .nan)
    ]
    let findings = Judgement(record).findings
    let found = try #require(findings.first { $0.code == "GS103" })
    #expect(found.message == "NaN in the loss that was evaluated at the end.")
    #expect(findings.first { $0.code == "GS401" }?.causedBy == "GS103")
  }

  /// First weights that are 4 times too large do not make a loss of NaN in ten layers; what does is not
  /// known, and they are not said to.
  @Test(arguments: [(4.0, false), (100, true)])
  func firstWeightsAreBlamedOnlyForWhatTheyCanDo(_ factor: Double, _ isBlamed: Bool) {
    var record = ExampleRecord.make(status: .diverged) { step, layer, statistics in
      statistics.weightNorm *= factor
      if step == 0, layer >= 9 { statistics.nonFiniteActivations = 64 }
    }
    record.curves = Curves()
    record.curves.append(step: 0, loss: .nan, accuracy: 0, gradientNorm: .nan)
    let findings = Judgement(record).findings
    #expect((findings.first { $0.code == "GS301" }?.severity == .error) == isBlamed)
    #expect((findings.first { $0.code == "GS103" }?.causedBy == "GS301") == isBlamed)
  }
}
