import Datasets
import Diagnosis
import Experiments
import Records
import Testing

struct RecoveryCriterionTests {
  @Test func withoutAReferenceHalfOfTheWayToZeroIsNeeded() {
    let healing = RecoveryCriterion()
    #expect(healing.neededProgress(of: ExampleRecord.make()) == 0.5)
    #expect(healing.isWell(JudgedRecord(ExampleRecord.make(finalLoss: 0.1))))
    #expect(!healing.isWell(JudgedRecord(ExampleRecord.make(finalLoss: 2))))
    #expect(healing.referenceLoss(for: ExampleRecord.make()) == nil)
  }

  /// Where blobs lie in each other no network comes near to a loss of 0. A healthy one is well.
  @Test func noisyDataAreNoFaultOfTheNetwork() async throws {
    var c = TrainingPlan()
    (c.depth, c.width, c.steps, c.seed) = (3, 32, 600, 17_179_869_496)
    let prescription = try Prescription(
      c, name: "noisy", seeds: 1,
      data: { try PreparedData(DatasetName(parsing: "blobs").load(seed: $0.seed), for: $0) })
    let outcome = try await prescription.run()
    let run = try #require(outcome.before.first)
    #expect(run.evidence.learning.progress < 0.5)
    let reference = try #require(outcome.healing.referenceLoss(for: run.record))
    // log 3 is guessing.
    #expect(reference > 0.7 && reference < 1.0)
    #expect(outcome.healing.neededProgress(of: run.record) < 0.2)
    #expect(outcome.wasWell && outcome.trials.isEmpty)
  }

  /// What the data give is asked of a network that made no use of them.
  @Test func dataThatCanBeLearnedAreToBeLearned() async throws {
    var c = TrainingPlan()
    (c.depth, c.width, c.steps) = (2, 24, 5)
    let prescription = try Prescription(
      c, name: "short", seeds: 1, stopsAtFirst: true,
      data: { try PreparedData(Digits.load(), for: $0) })
    let outcome = try await prescription.run()
    let run = try #require(outcome.before.first)
    #expect(outcome.healing.neededProgress(of: run.record) > 0.49)
    #expect(!outcome.wasWell)
  }
}
