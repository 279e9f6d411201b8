import Datasets
import Diagnosis
import Experiments
import Records
import Testing

struct RecoveryCriterionTests {
  @Test func withoutAReferenceHalfOfTheWayToZeroIsNeeded() {
    #expect(RecoveryCriterion.isWell(JudgedRecord(ExampleRecord.make(finalLoss: 0.1))))
    #expect(!RecoveryCriterion.isWell(JudgedRecord(ExampleRecord.make(finalLoss: 2))))
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
    let reference = try #require(run.record.facts.reference)
    // log 3 is guessing.
    #expect(reference.reached > 0.7 && reference.reached < 1.0)
    #expect(outcome.wasWell && outcome.trials.isEmpty)
  }

  /// What the data give is asked of a network that made no use of them, and it is called by the same name as
  /// a run of `train`.
  @Test func dataThatCanBeLearnedAreToBeLearned() async throws {
    var c = TrainingPlan()
    (c.depth, c.width, c.steps) = (2, 24, 5)
    let prescription = try Prescription(
      c, name: "short", seeds: 1, stopsAtFirst: true,
      data: { try PreparedData(Digits.load(), for: $0) })
    let outcome = try await prescription.run()
    let run = try #require(outcome.before.first)
    #expect(run.judgement.verdict == "too-short-to-judge")
    #expect(!outcome.wasWell)
    let trained = try Experiment(
      name: "short", configuration: c, data: PreparedData(Digits.load(), for: c)
    ).judged()
    #expect(trained.judgement.verdict == run.judgement.verdict)
  }
}
