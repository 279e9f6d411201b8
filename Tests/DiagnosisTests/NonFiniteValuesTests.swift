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
}
