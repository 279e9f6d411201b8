import Records
import Testing

@testable import Diagnosis

/// What is advised where a batch norm sees few examples.
struct BatchNormOfFewTests {
  private func actions(trainingExamples: Int) -> [Remedy.Action]? {
    var record = ExampleRecord.make(finalLoss: 2)
    for index in record.places.indices.dropLast() {
      record.places[index].norm = NormFacts(name: "batch", usesBatch: true)
    }
    record.facts.batchSize = 2
    record.evaluation.trainingExamples = trainingExamples
    return Judgement(record).findings.first { $0.code == "GS205" }?.remedies.map(\.action)
  }

  @Test func batchesAreNoLargerThanTheData() {
    #expect(actions(trainingExamples: 1000) == [.batch(32), .normalization("layer")])
    #expect(actions(trainingExamples: 20) == [.batch(20), .normalization("layer")])
    #expect(actions(trainingExamples: 5) == [.normalization("layer")])
  }
}
